import type { GuestPartsFragment } from '../../gql/graphql.ts';

export interface ListWarning {
  kind: 'guestMissing' | 'statusMissing' | 'placeholder';
  count: number;
}

/** What to look at in a saved list: what keeps it from being submitted first, then what auditors may ask about. */
export function warningsOf(ticketCount: number, guests: readonly GuestPartsFragment[]): ListWarning[] {
  const warnings: ListWarning[] = [
    { kind: 'guestMissing', count: ticketCount - guests.length },
    { kind: 'statusMissing', count: guests.filter(({ attendeeStatus }) => attendeeStatus === null).length },
    { kind: 'placeholder', count: guests.filter(({ guestType }) => guestType === 'SYSTEM_PROFILE').length },
  ];
  return warnings.filter(({ count }) => count > 0);
}
