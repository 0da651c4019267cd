import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { sealWaiting } from './seal-entries.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

const ORGANIZATION = {
  value: 'SLUG',
  description: 'Short name of the organization; all where it is left out.',
} as const;

export const verifyAuditCommand = defineCommand({
  name: 'audit verify',
  summary: 'Checks that the audit log is as it was sealed, entry by entry. Fails, and says where, if it is not.',
  options: {
    organization: ORGANIZATION,
    'expect-head': {
      value: 'HASH',
      description: 'A hash that was noted elsewhere, which must still be in the chain of --organization.',
    },
  },
  async run(values, context) {
    const expected = values['expect-head']?.toLowerCase();
    if (expected !== undefined && !/^[0-9a-f]{64}$/.test(expected)) {
      throw new CommandError('--expect-head: a hash has 64 hexadecimal digits.');
    }
    if (expected !== undefined && values.organization === undefined) {
      throw new CommandError('--expect-head belongs to one organization: name it with --organization.');
    }
    const { database } = await context.openDatabase();
    const broken: string[] = [];
    for (const { id, slug } of await organizations(database, values.organization)) {
      const report = await database.read(id, (tx) => verifyChain(tx, expected));
      context.print(`${slug}: ${summaryOf(report)}`);
      broken.push(...report.problems.map((problem) => `${slug}: ${problem}`));
    }
    if (broken.length > 0) throw new CommandError(broken.join('\n'));
  },
});

export const sealAuditCommand = defineCommand({
  name: 'audit seal',
  summary: 'Seals the entries of the audit log that wait. A running server does this by itself every ten minutes.',
  options: { organization: ORGANIZATION },
  async run(values, context) {
    const { database } = await context.openDatabase();
    for (const { id, slug } of await organizations(database, values.organization)) {
      const sealed = await sealWaiting(database, id, { now: context.clock.now(), log: context.log });
      context.print(`${slug}: ${counted(sealed, 'entry', 'entries')} sealed.`);
    }
  },
});

async function organizations(database: Database, slug: string | undefined): Promise<{ id: string; slug: string }[]> {
  const all = await database.global<{ id: string; slug: string }>('SELECT id, slug FROM organizations ORDER BY slug');
  const wanted = slug === undefined ? all : all.filter((organization) => organization.slug === slug);
  if (slug !== undefined && wanted.length === 0) throw new CommandError(`There is no organization "${slug}".`);
  return wanted;
}

function summaryOf({ seals, entries, waiting, head, problems }: ChainReport): string {
  const checked = `${counted(entries, 'entry', 'entries')} in ${counted(seals, 'seal', 'seals')}`;
  const verdict = problems.length === 0 ? 'intact' : 'BROKEN';
  return `${checked} ${verdict}, ${waiting.toLocaleString('en-US')} waiting, head ${head ?? '(none)'}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
