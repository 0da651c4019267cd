/** Somebody who can be picked. */
export interface Person {
  id: string;
  name: string;
  email: string | null;
  /** What tells namesakes apart besides the email: the department, or a contact's company. */
  detail: string | null;
  /** Why this person cannot be picked. */
  disabledReason?: string;
}

export interface PersonPage {
  people: readonly Person[];
  /** There are more than these: typing more narrows them down. */
  hasMore: boolean;
}

/** Searches on the server; the signal is aborted when the answer is no longer wanted. */
export type PersonSearch = (term: string, signal: AbortSignal) => Promise<PersonPage>;
