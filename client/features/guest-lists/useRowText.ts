import { useText } from '../../i18n/useText.ts';
import type { GuestDetails } from './guest-details.ts';
import { nameOf, type GuestRow } from './guest-rows.ts';

/** A row in a line: "Kim Roe (Contact), Attended, Client". */
export function useRowText(): (row: GuestRow, recipient: string) => string {
  const { t } = useText();

  return (row, recipient) => {
    const name = nameOf(row, recipient);
    const guest =
      name && row.guestType
        ? t('guestList.rowText', { name, type: t(`guestList.types.${typeKey(row.guestType)}`) })
        : t('guestList.noGuest');
    const status = row.attendeeStatus ? t(`guestList.statuses.${row.attendeeStatus}`) : t('guestList.statusMissing');
    return [guest, status, ...detailsText(row.details)].join(', ');
  };

  function detailsText({ email, company, title, relationship, isPublicOfficial }: GuestDetails): string[] {
    const official = isPublicOfficial === null ? '' : t(`guestList.official.${isPublicOfficial ? 'yes' : 'no'}`);
    return [email, company, title, relationship, official].filter((text) => text !== '');
  }
}

/** Whoever reads is not always the recipient, who alone would say "myself". */
function typeKey(guestType: string): string {
  return guestType === 'MYSELF' ? 'RECIPIENT' : guestType;
}
