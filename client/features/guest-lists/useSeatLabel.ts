import { useText } from '../../i18n/useText.ts';

/** What a row is called: its seat, or its place in the list where the ticket has no number. */
export function useSeatLabel(): (seat: string | null, index: number) => string {
  const { t } = useText();
  return (seat, index) =>
    seat === null ? t('guestList.ticketOf', { number: index + 1 }) : t('guestList.seatOf', { seat });
}
