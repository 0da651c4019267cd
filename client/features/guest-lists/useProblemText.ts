import type { SaveGuestListMutation, SubmitGuestListMutation, ConfirmGuestListMutation } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { placeOf, type GuestListProblem } from './row-problems.ts';

export type GuestListUserError =
  | SaveGuestListMutation['saveGuestList']['userErrors'][number]
  | SubmitGuestListMutation['submitGuestList']['userErrors'][number]
  | ConfirmGuestListMutation['confirmGuestList']['userErrors'][number];

/** Says in the reader's language what the server refused, at the row that it means. */
export function useProblemText() {
  const { t, tc } = useText();

  /** `rowIndexes` tells which row each guest of the request came from. */
  function problemOf(error: GuestListUserError, rowIndexes: readonly number[]): GuestListProblem {
    return { ...placeOf(error.path, rowIndexes), message: textOf(error) };
  }

  function textOf(error: GuestListUserError): string {
    switch (error.__typename) {
      case 'AttendeeStatusMissing':
        return t('guestList.problems.attendeeStatusMissing');
      case 'DuplicateGuest':
        return t('guestList.problems.duplicateGuest', { name: error.name });
      case 'GuestCountMismatch':
        return tc('guestList.problems.guestCountMismatch', error.ticketCount, { guests: error.guestCount });
      case 'GuestFieldMissing':
        return t(`guestList.problems.fieldMissing.${error.field}`);
      case 'PlaceholderRefused':
        return t('guestList.problems.placeholderRefused');
      case 'GuestListNotSubmitted':
        return t('guestList.problems.notSubmitted');
      case 'OrderNotOpen':
        return t('guestList.problems.orderNotOpen');
      case 'StaleVersion':
        return t('guestList.problems.staleVersion');
      case 'UnknownReference':
        return t('guestList.problems.unknownReference');
      case 'UsageCategoryRetired':
        return t('guestList.problems.usageCategoryRetired');
      default:
        // InvalidInput says it best itself, and so does what a newer server may add.
        return error.message;
    }
  }

  return { problemOf };
}
