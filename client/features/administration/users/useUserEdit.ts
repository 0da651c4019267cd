import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  AdminUserDocument,
  CreateUserDocument,
  UpdateUserDocument,
  UserDetailsFragmentDoc,
  type UserDetailsFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useEdit, type FieldErrors } from '../forms/useEdit.ts';
import { userChanges, userFields, type UserFields } from './user-fields.ts';

/** What is typed about a user, new (null) or known, and saving it. */
export function useUserEdit(user: UserDetailsFragment | null) {
  const client = useApolloClient();
  const { t } = useText();
  const creating = useMutation(CreateUserDocument);
  const updating = useMutation(UpdateUserDocument);

  const edit = useEdit<UserDetailsFragment, UserFields>({
    thing: user,
    fieldsOf: userFields,
    check,
    send: (changed, fields, seen) => (seen ? update(seen, changed) : create(fields)),
    lookAgain,
  });

  function check(fields: UserFields): FieldErrors<UserFields> {
    const found: FieldErrors<UserFields> = {};
    if (fields.name.trim() === '') found.name = t('users.form.nameMissing');
    if (!user && fields.email.trim() === '') found.email = t('users.form.emailMissing');
    // A name that was typed and not picked must not pass for "no manager".
    const typed = document.getElementById(edit.idOf('managerId')) as HTMLInputElement | null;
    if (!fields.managerId && typed?.value.trim()) found.managerId = t('users.form.managerNotPicked');
    return found;
  }

  async function create(fields: UserFields) {
    const input = { ...userChanges(fields), name: fields.name.trim(), email: fields.email.trim(), role: fields.role };
    const answer = (await creating.mutate({ input }))?.createUser;
    return answer && { saved: readFragment(UserDetailsFragmentDoc, answer.user), userErrors: answer.userErrors };
  }

  async function update(seen: UserDetailsFragment, changed: Partial<UserFields>) {
    const input = { ...userChanges(changed), userId: seen.id, expectedVersion: seen.version };
    const answer = (await updating.mutate({ input }))?.updateUser;
    return answer && { saved: readFragment(UserDetailsFragmentDoc, answer.user), userErrors: answer.userErrors };
  }

  async function lookAgain(): Promise<UserDetailsFragment | null> {
    const variables = { userId: user?.id ?? '' };
    const { data } = await client.query({ query: AdminUserDocument, variables, fetchPolicy: 'network-only' });
    return data?.node?.__typename === 'User' ? readFragment(UserDetailsFragmentDoc, data.node) : null;
  }

  const { running, error: requestError } = user ? updating : creating;
  return { ...edit, running, requestError };
}
