import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { Page } from '../../platform/connection.ts';
import { Money } from '../../platform/money.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { type FilterHint, UnusedTotals, type UnusedValue } from './unused-queue.types.ts';

/**
 * Exact sums under the filter. Events are counted in the order of the index, where the groups of one are next to each other: sums
 * by event would keep them all in memory.
 */
export async function unusedTotals(tx: ReadTransaction, query: UnusedQueueQuery): Promise<UnusedTotals> {
  const { where, values, shape } = query.conditions(tx.organizationId);
  const rows = await tx.rows<TotalsRow>(
    `WITH s AS MATERIALIZED (
       SELECT g.currency, g.venue_id, sum(g.unresolved_count) AS tickets, sum(g.unresolved_value) AS value,
              sum(g.unresolved_without_value_count) AS without_value
       FROM ticket_groups g WHERE ${where} GROUP BY g.currency, g.venue_id
     )
     SELECT s.currency, count(DISTINCT s.venue_id)::int AS venues, coalesce(sum(s.tickets), 0)::int AS tickets,
            coalesce(sum(s.value), 0)::text AS value, coalesce(sum(s.without_value), 0)::int AS without_value,
            (SELECT count(*) FROM (SELECT FROM ticket_groups g WHERE ${where} GROUP BY g.event_ends_at, g.event_id) e)::int AS events
     FROM s GROUP BY GROUPING SETS ((), (s.currency)) ORDER BY s.currency NULLS FIRST`,
    values,
    shape && `totals ${shape}`,
  );
  const [all, ...currencies] = rows;
  return Object.assign(new UnusedTotals(), {
    eventCount: all?.events ?? 0,
    venueCount: all?.venues ?? 0,
    ticketCount: all?.tickets ?? 0,
    ticketsWithoutValue: all?.without_value ?? 0,
    faceValue: currencies.flatMap((row) =>
      row.currency && row.tickets > row.without_value ? [new Money(row.value, row.currency)] : [],
    ),
  });
}

/** The values of many rows of a page in one statement, by the column of `ticket_groups g` that the rows stand for. */
export async function unusedValues(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  column: 'g.event_id' | 'g.venue_id' | 'g.ticket_location_id',
  ids: readonly string[],
): Promise<UnusedValue[]> {
  const { where, values } = query.conditions(tx.organizationId);
  values.push(ids);
  const rows = await tx.rows<{ id: string; currency: string; value: string; known: number; without_value: number }>(
    `SELECT ${column} AS id, g.currency, sum(g.unresolved_value)::text AS value,
            sum(g.unresolved_count - g.unresolved_without_value_count)::int AS known,
            sum(g.unresolved_without_value_count)::int AS without_value
     FROM ticket_groups g WHERE ${where} AND ${column} = ANY ($${values.length}::uuid[])
     GROUP BY 1, 2 ORDER BY 1, 2`,
    values,
  );
  const byId = new Map<string, UnusedValue>(ids.map((id) => [id, { faceValue: [], ticketsWithoutValue: 0 }]));
  for (const row of rows) {
    const sums = byId.get(row.id);
    if (!sums) continue;
    sums.ticketsWithoutValue += row.without_value;
    if (row.known > 0) sums.faceValue.push(new Money(row.value, row.currency));
  }
  return ids.map((id) => byId.get(id) ?? { faceValue: [], ticketsWithoutValue: 0 });
}

/** What dropping each active part of the filter would show, the most tickets first. */
export async function filterHints(tx: ReadTransaction, query: UnusedQueueQuery): Promise<FilterHint[]> {
  const hints: FilterHint[] = [];
  for (const part of query.activeParts) {
    const { where, values } = query.without(part).conditions(tx.organizationId);
    const [row] = await tx.rows<{ tickets: number }>(
      `SELECT coalesce(sum(g.unresolved_count), 0)::int AS tickets FROM ticket_groups g WHERE ${where}`,
      values,
    );
    hints.push({ part, ticketCount: row?.tickets ?? 0 });
  }
  return hints.sort((a, b) => b.ticketCount - a.ticketCount);
}

interface TotalsRow {
  currency: string | null;
  events: number;
  venues: number;
  tickets: number;
  value: string;
  without_value: number;
}

/** Adds the page's keyset to the values and returns the condition that rows after it meet. */
export function keysetAfter(
  columns: string[],
  types: string[],
  sign: '<' | '>',
  page: Page,
  values: unknown[],
): string {
  if (!page.after) return '';
  const placeholders = page.after.map((value, index) => {
    values.push(value);
    return `$${values.length}::${types[index]}`;
  });
  return ` AND (${columns.join(', ')}) ${sign} (${placeholders.join(', ')})`;
}

/** An instant as text that loses nothing: JavaScript's dates would cut the microseconds off. */
export function endAsText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
