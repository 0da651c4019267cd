import type { Outcome } from './examine.ts';

/** Rows that are named; more tell nothing new. */
const MOST_NAMED = 20;

/** What a check found, line by line: how much, where, what it is and should be, and what to do. */
export function describeOutcome(slug: string, { check, total, findings }: Outcome): string[] {
  const much = total === 1 ? check.says.one : `${total.toLocaleString('en-US')} ${check.says.many}`;
  const named = findings.slice(0, MOST_NAMED);
  const more = total - named.length;
  return [
    `${slug}: ${much}:`,
    ...named.map(({ id, found, expected }) => `  ${id}: ${found}; should be: ${expected}`),
    ...(more > 0 ? [`  and ${more.toLocaleString('en-US')} more`] : []),
    `  ${check.advice}`,
  ];
}
