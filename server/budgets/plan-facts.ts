import type { PlanNode } from '../test/sent-statements.ts';

/** What the plans of a request's statements do, taken together. */
export interface PlanFacts {
  /** Rows that scans read, those included that a filter threw away. */
  rowsRead: number;
  /** Most rows that one node sorted. */
  rowsSorted: number;
  indexes: string[];
  /** Tables that were read from the first row to the last. */
  scannedTables: string[];
}

export function planFacts(plans: readonly PlanNode[]): PlanFacts {
  const facts: PlanFacts = { rowsRead: 0, rowsSorted: 0, indexes: [], scannedTables: [] };
  for (const plan of plans) collect(plan, facts);
  const distinct = (names: string[]): string[] => [...new Set(names)].sort();
  return { ...facts, indexes: distinct(facts.indexes), scannedTables: distinct(facts.scannedTables) };
}

function collect(plan: PlanNode, facts: PlanFacts): void {
  const kind = plan['Node Type'];
  const rows = Math.ceil(plan['Actual Rows'] * plan['Actual Loops']);
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  // The rows of a bitmap are counted where their table is read.
  if (kind.includes('Scan') && plan['Relation Name']) facts.rowsRead += rows + removed * plan['Actual Loops'];
  if (/^(Incremental )?Sort$/.test(kind)) facts.rowsSorted = Math.max(facts.rowsSorted, rows, inputRows(plan));
  if (kind === 'Seq Scan' && plan['Relation Name']) facts.scannedTables.push(plan['Relation Name']);
  if (plan['Index Name']) facts.indexes.push(plan['Index Name']);
  for (const child of plan.Plans ?? []) collect(child, facts);
}

/** A sort under a limit gives fewer rows than it takes. */
function inputRows({ Plans: [input] = [] }: PlanNode): number {
  return input ? Math.ceil(input['Actual Rows'] * input['Actual Loops']) : 0;
}
