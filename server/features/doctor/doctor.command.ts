import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { examine, type Outcome } from './examine.ts';
import { repair, repairWrongSums } from './repair.ts';
import { describeOutcome } from './describe-outcome.ts';

/** Findings of one check that are looked at in one round; a round of repairs is followed by another look. */
const MOST_FINDINGS = 20_000;

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Checks that counters, copies and allocations agree with each other. Fails, and says where, if they do not.',
  options: {
    organization: { value: 'SLUG', description: 'Short name of the organization; all where it is left out.' },
    repair: { description: 'Works out again what can be, beside a running server or without one.' },
  },
  async run(values, context) {
    const { database } = await context.openDatabase();
    const wrong: string[] = [];
    for (const { id, slug } of await organizations(database, values.organization)) {
      let outcomes = await look(database, id);
      if (values.repair) {
        if (await repairWrongSums(database, id, outcomes)) {
          context.print(`${slug}: the sums of the unused queue were made again.`);
          outcomes = await look(database, id);
        }
        const tried = new Set<string>();
        let repaired = 0;
        for (;;) {
          const before = tried.size;
          repaired += await repair(database, id, outcomes, { now: context.clock.now(), tried });
          if (tried.size === before) break;
          outcomes = await look(database, id);
        }
        if (repaired > 0) context.print(`${slug}: ${groups(repaired)} repaired; the audit log says what changed.`);
      }
      if (outcomes.length === 0) context.print(`${slug}: everything agrees.`);
      wrong.push(...outcomes.flatMap((outcome) => describeOutcome(slug, outcome)));
    }
    if (wrong.length > 0) throw new CommandError(wrong.join('\n'));
  },
});

function look(database: Database, organizationId: string): Promise<Outcome[]> {
  return database.read(organizationId, (tx) => examine(tx, MOST_FINDINGS));
}

async function organizations(database: Database, slug: string | undefined): Promise<{ id: string; slug: string }[]> {
  const all = await database.global<{ id: string; slug: string }>('SELECT id, slug FROM organizations ORDER BY slug');
  const wanted = slug === undefined ? all : all.filter((organization) => organization.slug === slug);
  if (slug !== undefined && wanted.length === 0) throw new CommandError(`There is no organization "${slug}".`);
  return wanted;
}

function groups(count: number): string {
  return count === 1 ? '1 ticket group was' : `${count.toLocaleString('en-US')} ticket groups were`;
}
