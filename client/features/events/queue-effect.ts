import type { EventStatus } from '../../gql/graphql.ts';

/** What the unused queue looks at. */
export interface EventTiming {
  localDate: string;
  localTime: string | null;
  status: EventStatus;
}

/** What becomes of an event's unresolved tickets in the unused queue. */
export type QueueEffect = 'none' | 'enter' | 'enterLater' | 'leave' | 'leaveForGood';

export interface EventFacts extends EventTiming {
  endsAt: string;
  unresolvedCount: number;
}

/**
 * What saving would do to the unused queue. `today` is the date at the venue. An event that is moved within today is said
 * to enter later: its new end is for the server to tell.
 */
export function queueEffect(event: EventFacts, next: EventTiming, now: Date, today: string): QueueEffect {
  if (event.unresolvedCount === 0) return 'none';
  const isPast = Date.parse(event.endsAt) <= now.getTime();
  const isMoved = next.localDate !== event.localDate || next.localTime !== event.localTime;
  const willBePast = isMoved ? next.localDate < today : isPast;
  const before = isPast && event.status === 'SCHEDULED';
  const after = willBePast && next.status === 'SCHEDULED';
  if (before && !after) return next.status === 'SCHEDULED' ? 'leave' : 'leaveForGood';
  if (!before && after) return 'enter';
  const staysAway = next.status === 'SCHEDULED' && event.status !== 'SCHEDULED';
  return staysAway && !after ? 'enterLater' : 'none';
}
