import { computed } from 'vue';
import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  AdminSettingsDocument,
  SettingsPartsFragmentDoc,
  UpdateSettingsDocument,
  type PlaceholderPolicy,
  type SettingsPartsFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useEdit } from '../forms/useEdit.ts';
import { sentSteps, stepProblems, typedSteps, type TypedStep } from './reminder-steps.ts';

export interface SettingsFields {
  reminderSteps: TypedStep[];
  placeholderPolicy: PlaceholderPolicy;
  separateConfirmer: boolean;
  askForOrderedGuestLists: boolean;
}

/** What is chosen on the settings page, and saving it as one. */
export function useSettingsEdit(settings: SettingsPartsFragment) {
  const client = useApolloClient();
  const { t } = useText();
  const { mutate, running, error: requestError } = useMutation(UpdateSettingsDocument);

  const edit = useEdit<SettingsPartsFragment, SettingsFields>({
    thing: settings,
    fieldsOf: (thing) => fieldsOf(thing ?? settings),
    check: ({ reminderSteps }) =>
      stepProblems(reminderSteps).size > 0 ? { reminderSteps: t('settings.stepsWrong') } : {},
    send,
    lookAgain,
  });

  async function send(changed: Partial<SettingsFields>, _: SettingsFields, seen: SettingsPartsFragment | null) {
    const { reminderSteps, ...others } = changed;
    const steps = reminderSteps ? { reminderSteps: sentSteps(reminderSteps) } : {};
    const expectedVersion = seen?.version ?? settings.version;
    const answer = (await mutate({ input: { ...others, ...steps, expectedVersion } }))?.updateSettings;
    return answer && { saved: readFragment(SettingsPartsFragmentDoc, answer.settings), userErrors: answer.userErrors };
  }

  async function lookAgain(): Promise<SettingsPartsFragment | null> {
    const { data } = await client.query({ query: AdminSettingsDocument, fetchPolicy: 'network-only' });
    return data ? readFragment(SettingsPartsFragmentDoc, data.settings) : null;
  }

  return { ...edit, problems: computed(() => stepProblems(edit.fields.reminderSteps)), running, requestError };
}

function fieldsOf(settings: SettingsPartsFragment): SettingsFields {
  return {
    reminderSteps: typedSteps(settings.reminderSteps),
    placeholderPolicy: settings.placeholderPolicy,
    separateConfirmer: settings.separateConfirmer,
    askForOrderedGuestLists: settings.askForOrderedGuestLists,
  };
}
