import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  AdminSingleSignOnDocument,
  SingleSignOnPartsFragmentDoc,
  UpdateSingleSignOnDocument,
  type SingleSignOnPartsFragment,
} from '../../../gql/graphql.ts';
import { useEdit } from '../forms/useEdit.ts';
import { sentChanges, typedFields, type SingleSignOnFields } from './typed-fields.ts';

/** What is typed on the page for single sign-on, and saving it as one. */
export function useSingleSignOnEdit(settings: SingleSignOnPartsFragment) {
  const client = useApolloClient();
  const { mutate, running, error: requestError } = useMutation(UpdateSingleSignOnDocument);

  const edit = useEdit<SingleSignOnPartsFragment, SingleSignOnFields>({
    thing: settings,
    fieldsOf: (thing) => typedFields(thing ?? settings),
    check: () => ({}),
    async send(changed, _, seen) {
      const input = sentChanges(changed, seen?.version ?? settings.version);
      const answer = (await mutate({ input }))?.updateSingleSignOn;
      if (!answer) return undefined;
      const saved = readFragment(SingleSignOnPartsFragmentDoc, answer.singleSignOn);
      return { saved, userErrors: answer.userErrors };
    },
    async lookAgain() {
      const { data } = await client.query({ query: AdminSingleSignOnDocument, fetchPolicy: 'network-only' });
      return data ? readFragment(SingleSignOnPartsFragmentDoc, data.singleSignOn) : null;
    },
  });

  return { ...edit, running, requestError };
}
