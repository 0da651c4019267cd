import type { EventStatus } from '../../gql/graphql.ts';

export const eventStatuses: readonly EventStatus[] = ['SCHEDULED', 'POSTPONED', 'CANCELLED'];

export const statusTones: Record<EventStatus, 'neutral' | 'waiting' | 'problem'> = {
  SCHEDULED: 'neutral',
  POSTPONED: 'waiting',
  CANCELLED: 'problem',
};

/** Reads the statuses of the URL; what is none is left out. */
export function readStatuses(values: readonly string[]): EventStatus[] {
  return eventStatuses.filter((status) => values.includes(status));
}
