import { useText } from '../../i18n/useText.ts';
import { useViewer } from '../../shell/session.ts';
import { nameOf, type GuestRow } from './guest-rows.ts';

/** A row in a line: "Kim Roe (Contact), Attended". */
export function useRowText(): (row: GuestRow) => string {
  const { t } = useText();
  const viewer = useViewer();

  return (row) => {
    const name = nameOf(row, viewer.value.user.name);
    const guest =
      name && row.guestType
        ? t('guestList.rowText', { name, type: t(`guestList.types.${row.guestType}`) })
        : t('guestList.noGuest');
    const status = row.attendeeStatus ? t(`guestList.statuses.${row.attendeeStatus}`) : t('guestList.statusMissing');
    return `${guest}, ${status}`;
  };
}
