/**
 * Documents that a program may send before it is signed in, by the name to send as `documentId`. A name stays and its document
 * only gains: programs of others rely on both.
 */
export const SIGN_IN_DOCUMENTS = {
  'sign-in': `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    viewer { user { id name email role } organization { slug name } }
    userErrors { __typename ... on UserError { message path } }
  }
}`,
  'sign-out': 'mutation SignOut { signOut { signedOut } }',
} as const;
