import { EventStatus } from '../events/event.entity.ts';
import { type Checked, right, wrong } from './row-error.ts';

/** Reads whether an event takes place; null where the row does not say. */
export function parseEventStatus(text: string): Checked<EventStatus | null> {
  if (text === '') return right(null);
  const status = STATUSES.get(text.toUpperCase());
  return status
    ? right(status)
    : wrong('Write SCHEDULED, POSTPONED or CANCELLED, or leave it empty to keep what is on file.');
}

const STATUSES = new Map<string, EventStatus>([
  ...Object.values(EventStatus).map((status) => [status, status] as const),
  ['CANCELED', EventStatus.CANCELLED],
]);
