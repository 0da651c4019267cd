import { readFragment } from '../../gql/fragment-masking.ts';
import {
  GuestPartsFragmentDoc,
  type GuestListVersionPartsFragment,
  type GuestPartsFragment,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { useGuestTypeText } from './useGuestTypeText.ts';
import { useSeatLabel } from './useSeatLabel.ts';
import type { VersionText } from './version-differences.ts';

/** Says a version of a guest list in words, part by part, to be compared with another one. */
export function useVersionText() {
  const { t } = useText();
  const typeText = useGuestTypeText();
  const seatLabel = useSeatLabel();

  return (
    version: GuestListVersionPartsFragment,
    tickets: readonly { id: string; seat: string | null }[],
  ): VersionText => {
    const guests = readFragment(GuestPartsFragmentDoc, version.guests);
    const byTicket = new Map(guests.map((guest) => [guest.ticket.id, guest]));
    return new Map([
      [t('guestList.usageCategory'), version.usageCategory?.name ?? ''],
      [t('guestList.businessPurpose'), version.businessPurpose ?? ''],
      [t('guestList.hostPresent'), version.hostPresent === null ? '' : yesNo(version.hostPresent)],
      ...tickets.map(({ id, seat }, index): [string, string] => {
        const guest = byTicket.get(id);
        return [seatLabel(seat, index), guest ? guestText(guest) : ''];
      }),
    ]);
  };

  function yesNo(value: boolean): string {
    return t(`guestList.${value ? 'yes' : 'no'}`);
  }

  function guestText(guest: GuestPartsFragment): string {
    const { name, attendeeStatus, email, company, title, relationship, isPublicOfficial } = guest;
    const status = attendeeStatus ? t(`guestList.statuses.${attendeeStatus}`) : t('guestList.statusMissing');
    const official = isPublicOfficial === null ? null : t(`guestList.official.${isPublicOfficial ? 'yes' : 'no'}`);
    const named = t('guestList.rowText', { name, type: typeText(guest) });
    return [named, status, title, company, email, relationship, official].filter(Boolean).join(', ');
  }
}
