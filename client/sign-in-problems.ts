/** Why somebody who came back from a provider is not signed in, as the server names it in the address of the sign-in page. */
export const signInProblems = [
  'startAgain',
  'notOffered',
  'unreachable',
  'declined',
  'badAnswer',
  'emailMissing',
  'emailUnverified',
  'emailElsewhere',
  'noRole',
  'inactive',
  'linkedElsewhere',
  'tooMany',
  'failed',
] as const;
