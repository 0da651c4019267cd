/** What a server is asked, in no server's own words. */
export type Question = EventsQuestion | VenuesQuestion | TotalsQuestion;

export interface Filter {
  from?: string;
  to?: string;
  /** The bare id of a ticket category. */
  categoryId?: string;
  search?: string;
}

/** A page of the Event View: events with their groups that have unused tickets. */
export interface EventsQuestion {
  about: 'events';
  first: number;
  after?: string | null;
  filter?: Filter;
}

/** The first page of the Venue View: venues, the first ten locations of each, and of each the last event. */
export interface VenuesQuestion {
  about: 'venues';
  first: number;
}

export interface TotalsQuestion {
  about: 'totals';
}

/** What every server must answer, whatever form its answer comes in. */
export interface Answer {
  facts: unknown;
  endCursor?: string | null;
}

export interface HttpRequest {
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** How one server is asked and understood. */
export interface Dialect {
  /** Undefined where the server does not take this question. */
  ask(question: Question): HttpRequest | undefined;
  read(question: Question, body: unknown): Answer;
}
