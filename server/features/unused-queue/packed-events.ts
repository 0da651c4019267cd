import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { rowsOf } from '../../platform/rows-of.ts';
import { Event } from '../events/event.entity.ts';

/*
 * The events of a page. Pages are asked for again and again, so a process keeps the events that it has read, and a page's statement says only in
 * which state each one is. All are looked up in one go: rows that are near each other in the queue have ids near each other, so
 * that a page reads few pages of the index, while a lookup for each row would go down the whole index for each.
 */

/**
 * SQL for the states of the events that `eventIds`, a query of ids, names: id, version and the transaction that wrote the row, which
 * every change replaces. A state that is known never means another event than the one that was read in it.
 */
export function eventStates(eventIds: string): string {
  return `(SELECT string_agg(e.id || ',' || e.version || ',' || e.xmin, ' ')
           FROM events e WHERE e.organization_id = $1 AND e.id = ANY (ARRAY(${eventIds})))`;
}

/** How many events are kept in all; about 800 bytes each. */
const MOST_EVENTS = 10_000;

/** By their state. */
const kept = new Map<string, Event>();

/** The events in these states by id; those that are not kept yet are read in the snapshot of the transaction that told the states. */
export async function eventsIn(tx: ReadTransaction, states: string | null): Promise<Map<string, Event>> {
  const events = new Map<string, Event>();
  const missing = new Map<string, string>();
  for (const state of states?.split(' ') ?? []) {
    const event = kept.get(state);
    if (event?.organizationId === tx.organizationId) events.set(event.id, event);
    else missing.set(state.slice(0, state.indexOf(',')), state);
  }
  if (missing.size === 0) return events;
  const ids = [tx.organizationId, [...missing.keys()]];
  for (const event of await rowsOf(tx, Event, 'WHERE organization_id = $1 AND id = ANY ($2::uuid[])', ids, 'by id')) {
    keep(missing.get(event.id) ?? '', event);
    events.set(event.id, event);
  }
  return events;
}

function keep(state: string, event: Event): void {
  // The one that has been kept for longest.
  const [oldest] = kept.size >= MOST_EVENTS ? kept.keys() : [];
  if (oldest !== undefined) kept.delete(oldest);
  Object.freeze(event.startsAt);
  Object.freeze(event.endsAt);
  // A part of a text keeps all of it in memory; a copy does not.
  kept.set(Buffer.from(state).toString(), Object.freeze(event));
}
