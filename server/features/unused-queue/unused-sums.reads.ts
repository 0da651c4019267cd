import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { Money } from '../../platform/money.ts';
import { KEPT_EVENT_COUNT, keptSums, keptSumsHold, MOST_UNSUMMED } from './kept-sums.ts';
import type { UnusedQueueQuery } from './unused-queue-query.ts';
import { type FilterHint, UnusedTotals, type UnusedValue } from './unused-queue.types.ts';

/** Exact sums under the filter; without one, from the sums that are kept. */
export async function unusedTotals(tx: ReadTransaction, query: UnusedQueueQuery): Promise<UnusedTotals> {
  return (query.isUnfiltered && (await keptTotals(tx, query))) || walkedTotals(tx, query);
}

/** What the kept sums say; undefined where they do not hold now. */
export async function keptTotals(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  most = MOST_UNSUMMED,
): Promise<UnusedTotals | undefined> {
  const rows = await tx.rows<TotalsRow>(
    `WITH ${keptSums('$2', most)}, s AS MATERIALIZED (
       SELECT c.currency, c.venue_id, sum(c.unused) AS tickets, sum(c.value) AS value, sum(c.without_value) AS without_value
       FROM contributions c GROUP BY c.currency, c.venue_id HAVING sum(c.groups) > 0
     ) ${totalsOf(KEPT_EVENT_COUNT, keptSumsHold('$2', most))}`,
    [tx.organizationId, query.now],
    `totals kept ${most}`,
  );
  return rows[0]?.holds ? toTotals(rows) : undefined;
}

/**
 * What all groups under the filter add up to. Events are counted in the order of the index, where the groups of one are next to each
 * other: sums by event would keep them all in memory.
 */
export async function walkedTotals(tx: ReadTransaction, query: UnusedQueueQuery): Promise<UnusedTotals> {
  const { where, values, shape } = query.conditions(tx.organizationId);
  const events = `(SELECT count(*) FROM (SELECT FROM ticket_groups g WHERE ${where} GROUP BY g.event_ends_at, g.event_id) e)::int`;
  const rows = await tx.rows<TotalsRow>(
    `WITH s AS MATERIALIZED (
       SELECT g.currency, g.venue_id, sum(g.unresolved_count) AS tickets, sum(g.unresolved_value) AS value,
              sum(g.unresolved_without_value_count) AS without_value
       FROM ticket_groups g WHERE ${where} GROUP BY g.currency, g.venue_id
     ) ${totalsOf(events, 'true')}`,
    values,
    shape && `totals ${shape}`,
  );
  return toTotals(rows);
}

/** The sums of `s`, which is by currency and venue: over everything first, then by currency. */
function totalsOf(events: string, holds: string): string {
  return `
     SELECT s.currency, count(DISTINCT s.venue_id)::int AS venues, coalesce(sum(s.tickets), 0)::int AS tickets,
            coalesce(sum(s.value), 0)::text AS value, coalesce(sum(s.without_value), 0)::int AS without_value,
            ${events} AS events, ${holds} AS holds
     FROM s GROUP BY GROUPING SETS ((), (s.currency)) ORDER BY s.currency NULLS FIRST`;
}

function toTotals([all, ...currencies]: TotalsRow[]): UnusedTotals {
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

interface TotalsRow {
  currency: string | null;
  events: number;
  venues: number;
  tickets: number;
  value: string;
  without_value: number;
  holds: boolean;
}

/** What rows of a page stand for. */
type ValuesBy = 'event_id' | 'venue_id' | 'ticket_location_id';

/** The values of many rows of a page in one statement. */
export async function unusedValues(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  by: ValuesBy,
  ids: readonly string[],
): Promise<UnusedValue[]> {
  const kept = by !== 'event_id' && query.isUnfiltered ? await keptValues(tx, query, by, ids) : undefined;
  const byId = new Map<string, UnusedValue>(ids.map((id) => [id, { faceValue: [], ticketsWithoutValue: 0 }]));
  for (const row of kept ?? (await walkedValues(tx, query, by, ids))) {
    const sums = byId.get(row.id);
    if (!sums) continue;
    sums.ticketsWithoutValue += row.without_value;
    if (row.known > 0) sums.faceValue.push(new Money(row.value, row.currency));
  }
  return ids.map((id) => byId.get(id) ?? { faceValue: [], ticketsWithoutValue: 0 });
}

interface ValueRow {
  id: string;
  currency: string;
  value: string;
  known: number;
  without_value: number;
}

/** By venue or ticket location. */
async function keptValues(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  by: ValuesBy,
  ids: readonly string[],
): Promise<ValueRow[] | undefined> {
  const rows = await tx.rows<ValueRow & { holds: boolean }>(
    `WITH ${keptSums('$2')}
     SELECT c.${by} AS id, c.currency, sum(c.value)::text AS value, sum(c.unused - c.without_value)::int AS known,
            sum(c.without_value)::int AS without_value, ${keptSumsHold('$2')} AS holds
     FROM contributions c WHERE c.${by} = ANY ($3::uuid[]) GROUP BY 1, 2 HAVING sum(c.groups) > 0 ORDER BY 1, 2`,
    [tx.organizationId, query.now, ids],
    `values kept ${by}`,
  );
  // Rows of a page have unused tickets, so no row at all means that these are not all of them.
  return rows[0]?.holds ? rows : undefined;
}

function walkedValues(
  tx: ReadTransaction,
  query: UnusedQueueQuery,
  by: ValuesBy,
  ids: readonly string[],
): Promise<ValueRow[]> {
  const { where, values } = query.conditions(tx.organizationId);
  values.push(ids);
  return tx.rows<ValueRow>(
    `SELECT g.${by} AS id, g.currency, sum(g.unresolved_value)::text AS value,
            sum(g.unresolved_count - g.unresolved_without_value_count)::int AS known,
            sum(g.unresolved_without_value_count)::int AS without_value
     FROM ticket_groups g WHERE ${where} AND g.${by} = ANY ($${values.length}::uuid[])
     GROUP BY 1, 2 ORDER BY 1, 2`,
    values,
  );
}

/** What dropping each active part of the filter would show, the most tickets first. */
export async function filterHints(tx: ReadTransaction, query: UnusedQueueQuery): Promise<FilterHint[]> {
  const hints: FilterHint[] = [];
  for (const part of query.activeParts) {
    hints.push({ part, ticketCount: await ticketCount(tx, query.without(part)) });
  }
  return hints.sort((a, b) => b.ticketCount - a.ticketCount);
}

async function ticketCount(tx: ReadTransaction, query: UnusedQueueQuery): Promise<number> {
  const kept = query.isUnfiltered && (await keptTotals(tx, query));
  if (kept) return kept.ticketCount;
  const { where, values } = query.conditions(tx.organizationId);
  const [row] = await tx.rows<{ tickets: number }>(
    `SELECT coalesce(sum(g.unresolved_count), 0)::int AS tickets FROM ticket_groups g WHERE ${where}`,
    values,
  );
  return row?.tickets ?? 0;
}
