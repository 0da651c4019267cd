import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { DAMAGES } from './damage.ts';
import { runChaos } from './run-chaos.ts';
import { reportOf } from './report.ts';

/**
 * Kills the service and its database under a load of confirms, then looks whether anything that was acknowledged is lost.
 * `npm run chaos -- --help` says what can be chosen. Everything lives in a folder of its own that is thrown away.
 */
const { values } = parseArgs({
  options: {
    'api-kills': { type: 'string', default: '20' },
    'database-kills': { type: 'string', default: '10' },
    clients: { type: 'string', default: '8' },
    groups: { type: 'string', default: '120' },
    seconds: { type: 'string', default: '3' },
    break: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  say(`npm run chaos -- [options]
  --api-kills <n>       how often the service is killed with SIGKILL (20)
  --database-kills <n>  how often PostgreSQL is, with all its processes (10)
  --clients <n>         how many clients confirm at once (8)
  --groups <n>          how many ticket groups of 400 tickets there are (120)
  --seconds <n>         how long the load runs before each kill, about (3)
  --break               afterwards damages the data in ${DAMAGES.length} ways and says whether each is noticed`);
} else {
  execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'inherit' });
  const outcome = await runChaos({
    apiKills: Number(values['api-kills']),
    databaseKills: Number(values['database-kills']),
    clients: Number(values.clients),
    groups: Number(values.groups),
    secondsBetween: Number(values.seconds),
    damages: values.break ? DAMAGES : [],
    say,
  });
  say(reportOf(outcome));
  const unnoticed = outcome.damages.filter(({ noticed }) => !noticed);
  process.exitCode = outcome.problems.length + outcome.unexpected.length + unnoticed.length > 0 ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
