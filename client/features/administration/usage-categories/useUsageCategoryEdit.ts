import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  CreateUsageCategoryDocument,
  UpdateUsageCategoryDocument,
  UsageCategoryNowDocument,
  UsageCategoryRowFragmentDoc,
  type GuestField,
  type UsageCategoryRowFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useEdit } from '../forms/useEdit.ts';

interface UsageCategoryFields {
  name: string;
  requiredGuestFields: GuestField[];
}

/** What a guest list can be asked to say, in the order of the form that asks it. */
export const guestFields: readonly GuestField[] = [
  'EMAIL',
  'COMPANY',
  'TITLE',
  'RELATIONSHIP',
  'PUBLIC_OFFICIAL',
  'HOST_PRESENT',
  'BUSINESS_PURPOSE',
];

/** What is typed about a usage category, new (null) or known, and saving it. */
export function useUsageCategoryEdit(category: UsageCategoryRowFragment | null) {
  const client = useApolloClient();
  const { t } = useText();
  const creating = useMutation(CreateUsageCategoryDocument);
  const updating = useMutation(UpdateUsageCategoryDocument);

  const edit = useEdit<UsageCategoryRowFragment, UsageCategoryFields>({
    thing: category,
    fieldsOf: (thing) => ({
      name: thing?.name ?? '',
      requiredGuestFields: guestFields.filter((field) => thing?.requiredGuestFields.includes(field)),
    }),
    check: ({ name }) => (name.trim() === '' ? { name: t('administration.nameMissing') } : {}),
    send: (changed, fields, seen) => (seen ? update(changed, seen) : create(fields)),
    lookAgain,
  });

  async function create(fields: UsageCategoryFields) {
    const input = { ...fields, name: fields.name.trim() };
    const answer = (await creating.mutate({ input }))?.createUsageCategory;
    return (
      answer && {
        saved: readFragment(UsageCategoryRowFragmentDoc, answer.usageCategory),
        userErrors: answer.userErrors,
      }
    );
  }

  async function update(changed: Partial<UsageCategoryFields>, { id, version }: UsageCategoryRowFragment) {
    const input = { ...changed, usageCategoryId: id, expectedVersion: version };
    const answer = (await updating.mutate({ input }))?.updateUsageCategory;
    return (
      answer && {
        saved: readFragment(UsageCategoryRowFragmentDoc, answer.usageCategory),
        userErrors: answer.userErrors,
      }
    );
  }

  async function lookAgain(): Promise<UsageCategoryRowFragment | null> {
    const variables = { id: category?.id ?? '' };
    const { data } = await client.query({ query: UsageCategoryNowDocument, variables, fetchPolicy: 'network-only' });
    return data?.node?.__typename === 'UsageCategory' ? readFragment(UsageCategoryRowFragmentDoc, data.node) : null;
  }

  const { running, error: requestError } = category ? updating : creating;
  return { ...edit, running, requestError };
}
