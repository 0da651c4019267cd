import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  CreateTicketCategoryDocument,
  TicketCategoryNowDocument,
  TicketCategoryRowFragmentDoc,
  UpdateTicketCategoryDocument,
  type TicketCategoryRowFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useEdit } from '../forms/useEdit.ts';

interface TicketCategoryFields {
  name: string;
  admitsPerson: boolean;
}

/** What is typed about a ticket category, new (null) or known, and saving it. */
export function useTicketCategoryEdit(category: TicketCategoryRowFragment | null) {
  const client = useApolloClient();
  const { t } = useText();
  const creating = useMutation(CreateTicketCategoryDocument);
  const updating = useMutation(UpdateTicketCategoryDocument);

  const edit = useEdit<TicketCategoryRowFragment, TicketCategoryFields>({
    thing: category,
    fieldsOf: (thing) => ({ name: thing?.name ?? '', admitsPerson: thing?.admitsPerson ?? true }),
    check: ({ name }) => (name.trim() === '' ? { name: t('administration.nameMissing') } : {}),
    send: (changed, fields, seen) => (seen ? update(changed, seen) : create(fields)),
    lookAgain,
  });

  async function create(fields: TicketCategoryFields) {
    const input = { ...fields, name: fields.name.trim() };
    const answer = (await creating.mutate({ input }))?.createTicketCategory;
    return (
      answer && {
        saved: readFragment(TicketCategoryRowFragmentDoc, answer.ticketCategory),
        userErrors: answer.userErrors,
      }
    );
  }

  async function update(changed: Partial<TicketCategoryFields>, { id, version }: TicketCategoryRowFragment) {
    const input = { ...changed, ticketCategoryId: id, expectedVersion: version };
    const answer = (await updating.mutate({ input }))?.updateTicketCategory;
    return (
      answer && {
        saved: readFragment(TicketCategoryRowFragmentDoc, answer.ticketCategory),
        userErrors: answer.userErrors,
      }
    );
  }

  async function lookAgain(): Promise<TicketCategoryRowFragment | null> {
    const variables = { id: category?.id ?? '' };
    const { data } = await client.query({ query: TicketCategoryNowDocument, variables, fetchPolicy: 'network-only' });
    return data?.node?.__typename === 'TicketCategory' ? readFragment(TicketCategoryRowFragmentDoc, data.node) : null;
  }

  const { running, error: requestError } = category ? updating : creating;
  return { ...edit, running, requestError };
}
