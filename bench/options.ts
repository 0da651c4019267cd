import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What one run of the benchmark does. */
export interface Options {
  /** How many tickets the generated organizations hold together. */
  tickets: number;
  seed: number;
  /** Folder of the embedded database; a generated one is used again. */
  dataDir: string;
  scenarios: string[] | null;
  servers: string[];
  /** How long one server is asked one question, in one round. */
  seconds: number;
  /** How long each server is asked the question of a read before it is measured. */
  warmUp: number;
  rounds: number;
  connections: number;
  /** How long `soak` lasts. */
  minutes: number;
  /** How many confirms `confirms` makes, and after how many minutes it stops in any case. */
  confirms: number;
  /** Where the figures go, as JSON. */
  output: string;
}

const ROOT = resolve(import.meta.dirname, '..');
const SERVERS = ['bare', 'floor', 'ordinary', 'product'];

export const USAGE = `Usage: npm run bench -- [options]

  --tickets N          500000, 5000000, 20000000; 100000 when left out
  --scenarios A,B      event-view, deep-page, filters, search, venue-view, totals,
                       sign-in, confirm, import, growth, client; confirms, soak and processes only when
                       they are named
  --servers A,B        ${SERVERS.join(', ')}, postgraphile
  --with postgraphile  adds PostGraphile 5, which is installed below bench/servers with a Node of its own
  --seconds N          how long each server is asked in each round (1)
  --warm-up N          seconds of each read that are not measured before; V8 works on the product for
                       half a minute (1)
  --rounds N           how often all servers take their turn (2)
  --connections N      clients at once (32)
  --minutes N          how long soak lasts, and confirms at most (10)
  --confirms N         how many confirms the scenario of that name makes (100000)
  --seed N             another seed makes other data (1)
  --data-dir DIR       folder of the embedded database (.data/bench-<tickets>)
  --output FILE        where the figures go (bench/results/<tickets>.json)

DATABASE_URL and DATABASE_OWNER_URL name another PostgreSQL with an empty database of its own.
`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      tickets: { type: 'string', default: '100000' },
      scenarios: { type: 'string' },
      with: { type: 'string', multiple: true, default: [] },
      servers: { type: 'string', default: SERVERS.join(',') },
      seconds: { type: 'string', default: '1' },
      'warm-up': { type: 'string', default: '1' },
      rounds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '32' },
      minutes: { type: 'string', default: '10' },
      confirms: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      'data-dir': { type: 'string' },
      output: { type: 'string' },
    },
  });
  const tickets = wholeNumber('tickets', values.tickets);
  return {
    tickets,
    seed: wholeNumber('seed', values.seed),
    dataDir: resolve(values['data-dir'] ?? join(ROOT, '.data', `bench-${tickets}`)),
    scenarios: values.scenarios?.split(',') ?? null,
    servers: [...new Set([...values.servers.split(','), ...values.with])],
    seconds: wholeNumber('seconds', values.seconds),
    warmUp: wholeNumber('warm-up', values['warm-up']),
    rounds: wholeNumber('rounds', values.rounds),
    connections: wholeNumber('connections', values.connections),
    minutes: wholeNumber('minutes', values.minutes),
    confirms: wholeNumber('confirms', values.confirms),
    output: resolve(values.output ?? join(ROOT, 'bench', 'results', `${tickets}.json`)),
  };
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} must be a whole number from 1 on.`);
  return value;
}
