/** Why somebody was not signed in, as the sign-in page tells it. */
export type SignInProblem =
  /** The attempt is unknown here, was used or took too long. */
  | 'startAgain'
  /** No provider is set up for the address. */
  | 'notOffered'
  /** The provider did not answer, or not in time. */
  | 'unreachable'
  /** The provider said no, or the person did. */
  | 'declined'
  /** The provider's answer did not hold. */
  | 'badAnswer'
  | 'emailMissing'
  | 'emailUnverified'
  /** The address is of a domain that is not the organization's. */
  | 'emailElsewhere'
  /** The person has none of the roles that may sign in. */
  | 'noRole'
  | 'inactive'
  /** Another account of the provider belongs to the user already. */
  | 'linkedElsewhere';
