import type { GuestPartsFragment } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { useViewer } from '../../shell/session.ts';

/** The guest type of a saved guest: "Myself" for the recipient alone, for everybody else it is the recipient. */
export function useGuestTypeText(): (guest: Pick<GuestPartsFragment, 'guestType' | 'user'>) => string {
  const { t } = useText();
  const viewer = useViewer();

  return ({ guestType, user }) => {
    const isSomebodyElse = guestType === 'MYSELF' && user?.id !== viewer.value.user.id;
    return t(`guestList.types.${isSomebodyElse ? 'RECIPIENT' : guestType}`);
  };
}
