/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** One line of a backfill. */
export type AssignmentInput = {
  /** How many, from 1 to what the group still has unused. */
  quantity: number;
  /** The active user who receives the tickets. */
  recipientId: string;
  /** The ticket group to take tickets from. */
  ticketGroupId: string;
  /** Exact tickets, as many as `quantity`; they are never replaced by others. Absent: the lowest adjacent seats. */
  ticketIds?: Array<string> | null | undefined;
  /** Why they were used; an active usage category. */
  usageCategoryId: string;
};

/** Where a backfill stands. */
export type BackfillStatus =
  /** Done: its tickets belong to orders. */
  | 'CONFIRMED'
  /** Given up, or a draft that nobody touched for 7 days. */
  | 'DISCARDED'
  /** Being prepared. It holds no tickets. */
  | 'DRAFT';

/** A reviewed draft to confirm. */
export type ConfirmBackfillInput = {
  /** The draft. */
  backfillId: string;
  /** The `version` that was reviewed. Repeating it on the confirmed backfill returns the same orders; another one answers StaleVersion. */
  expectedVersion: number;
};

/** A new draft. It holds no tickets until it is confirmed. */
export type CreateBackfillInput = {
  /** 1 to 100 lines. Lines on one ticket group add up. */
  assignments: Array<AssignmentInput>;
  /** The caller’s own id, up to 200 characters, unique in the organization. Repeating it with the same input returns what exists. */
  externalReference?: string | null | undefined;
  /** Free text, up to 2,000 characters. */
  note?: string | null | undefined;
};

/** Where an order stands. */
export type OrderStatus =
  /** The guest list is final. */
  | 'CONFIRMED'
  /** Waits for its user to complete, submit and confirm the guest list: backfilled, reopened, or ordered where the settings ask for it. */
  | 'CONFIRM_GUEST_LIST'
  /** Ordered before the event and loaded from a file; nothing is asked of its user, or not before the event is over. */
  | 'ORDERED';

/** The whole new content of a draft. */
export type UpdateBackfillInput = {
  /** All lines, 1 to 100, not only the changed ones. */
  assignments: Array<AssignmentInput>;
  /** The draft. */
  backfillId: string;
  /** The `version` that was read; another one answers StaleVersion. */
  expectedVersion: number;
  /** Free text, up to 2,000 characters; leave it out to keep it, null to clear it. */
  note?: string | null | undefined;
};

export type CandidatesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CandidatesQuery = { unusedQueue: { events: { nodes: Array<{ event: { name: string, localDate: string }, ticketGroups: { nodes: Array<{ id: string, unusedCount: number, ticketCategory: { admitsPerson: boolean } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type ChoicesQueryVariables = Exact<{
  email: string;
}>;


export type ChoicesQuery = { users: { nodes: Array<{ id: string, email: string }> }, usageCategories: Array<{ id: string, name: string }> };

export type DraftFragment = { id: string, status: BackfillStatus, version: number, review: { ticketCount: number, problems: Array<
      | { __typename: 'NotEnoughUnusedTickets', message: string }
      | { __typename: 'NotInUnusedQueue', message: string }
      | { __typename: 'RecipientInactive', message: string }
      | { __typename: 'TicketUnavailable', message: string }
      | { __typename: 'UsageCategoryRetired', message: string }
    >, warnings: Array<{ message: string }> } | null };

export type FindBackfillQueryVariables = Exact<{
  reference: string;
}>;


export type FindBackfillQuery = { backfills: { nodes: Array<{ id: string, status: BackfillStatus, version: number, review: { ticketCount: number, problems: Array<
          | { __typename: 'NotEnoughUnusedTickets', message: string }
          | { __typename: 'NotInUnusedQueue', message: string }
          | { __typename: 'RecipientInactive', message: string }
          | { __typename: 'TicketUnavailable', message: string }
          | { __typename: 'UsageCategoryRetired', message: string }
        >, warnings: Array<{ message: string }> } | null }> } };

export type CreateBackfillMutationVariables = Exact<{
  input: CreateBackfillInput;
}>;


export type CreateBackfillMutation = { createBackfill: { backfill: { id: string, status: BackfillStatus, version: number, review: { ticketCount: number, problems: Array<
          | { __typename: 'NotEnoughUnusedTickets', message: string }
          | { __typename: 'NotInUnusedQueue', message: string }
          | { __typename: 'RecipientInactive', message: string }
          | { __typename: 'TicketUnavailable', message: string }
          | { __typename: 'UsageCategoryRetired', message: string }
        >, warnings: Array<{ message: string }> } | null } | null, userErrors: Array<
      | { __typename: 'ExternalReferenceTaken', message: string, path: Array<string> | null }
      | { __typename: 'InvalidInput', message: string, path: Array<string> | null }
      | { __typename: 'NotEnoughUnusedTickets', message: string, path: Array<string> | null }
      | { __typename: 'NotInUnusedQueue', message: string, path: Array<string> | null }
      | { __typename: 'RecipientInactive', message: string, path: Array<string> | null }
      | { __typename: 'TicketUnavailable', message: string, path: Array<string> | null }
      | { __typename: 'UnknownReference', message: string, path: Array<string> | null }
      | { __typename: 'UsageCategoryRetired', message: string, path: Array<string> | null }
    > } };

export type UpdateBackfillMutationVariables = Exact<{
  input: UpdateBackfillInput;
}>;


export type UpdateBackfillMutation = { updateBackfill: { backfill: { id: string, status: BackfillStatus, version: number, review: { ticketCount: number, problems: Array<
          | { __typename: 'NotEnoughUnusedTickets', message: string }
          | { __typename: 'NotInUnusedQueue', message: string }
          | { __typename: 'RecipientInactive', message: string }
          | { __typename: 'TicketUnavailable', message: string }
          | { __typename: 'UsageCategoryRetired', message: string }
        >, warnings: Array<{ message: string }> } | null } | null, userErrors: Array<
      | { __typename: 'BackfillNotDraft', message: string, path: Array<string> | null }
      | { __typename: 'InvalidInput', message: string, path: Array<string> | null }
      | { __typename: 'NotEnoughUnusedTickets', message: string, path: Array<string> | null }
      | { __typename: 'NotInUnusedQueue', message: string, path: Array<string> | null }
      | { __typename: 'RecipientInactive', message: string, path: Array<string> | null }
      | { __typename: 'StaleVersion', message: string, path: Array<string> | null }
      | { __typename: 'TicketUnavailable', message: string, path: Array<string> | null }
      | { __typename: 'UnknownReference', message: string, path: Array<string> | null }
      | { __typename: 'UsageCategoryRetired', message: string, path: Array<string> | null }
    > } };

export type ConfirmBackfillMutationVariables = Exact<{
  input: ConfirmBackfillInput;
}>;


export type ConfirmBackfillMutation = { confirmBackfill: { userErrors: Array<
      | { __typename: 'BackfillNotDraft', message: string, path: Array<string> | null }
      | { __typename: 'NotEnoughUnusedTickets', message: string, path: Array<string> | null }
      | { __typename: 'NotInUnusedQueue', message: string, path: Array<string> | null }
      | { __typename: 'RecipientInactive', message: string, path: Array<string> | null }
      | { __typename: 'StaleVersion', message: string, path: Array<string> | null }
      | { __typename: 'TicketUnavailable', message: string, path: Array<string> | null }
      | { __typename: 'UnknownReference', message: string, path: Array<string> | null }
      | { __typename: 'UsageCategoryRetired', message: string, path: Array<string> | null }
    > } };

export type OrdersQueryVariables = Exact<{
  id: string;
}>;


export type OrdersQuery = { backfill: { orders: Array<{ number: string, status: OrderStatus, recipient: { name: string }, event: { name: string, localDate: string }, tickets: Array<{ seat: string | null }> }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const DraftFragmentDoc = new TypedDocumentString(`
    fragment Draft on Backfill {
  id
  status
  version
  review {
    ticketCount
    problems {
      __typename
      ... on UserError {
        message
      }
    }
    warnings {
      message
    }
  }
}
    `, {"fragmentName":"Draft"}) as unknown as TypedDocumentString<DraftFragment, unknown>;
export const CandidatesDocument = new TypedDocumentString(`
    query Candidates($after: String) {
  unusedQueue {
    events(first: 25, after: $after, orderBy: END_ASC) {
      nodes {
        event {
          name
          localDate
        }
        ticketGroups(first: 20) {
          nodes {
            id
            unusedCount
            ticketCategory {
              admitsPerson
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CandidatesQuery, CandidatesQueryVariables>;
export const ChoicesDocument = new TypedDocumentString(`
    query Choices($email: String!) {
  users(search: $email, first: 100, includeInactive: false) {
    nodes {
      id
      email
    }
  }
  usageCategories {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<ChoicesQuery, ChoicesQueryVariables>;
export const FindBackfillDocument = new TypedDocumentString(`
    query FindBackfill($reference: String!) {
  backfills(filter: {externalReference: $reference}, first: 1) {
    nodes {
      ...Draft
    }
  }
}
    fragment Draft on Backfill {
  id
  status
  version
  review {
    ticketCount
    problems {
      __typename
      ... on UserError {
        message
      }
    }
    warnings {
      message
    }
  }
}`) as unknown as TypedDocumentString<FindBackfillQuery, FindBackfillQueryVariables>;
export const CreateBackfillDocument = new TypedDocumentString(`
    mutation CreateBackfill($input: CreateBackfillInput!) {
  createBackfill(input: $input) {
    backfill {
      ...Draft
    }
    userErrors {
      __typename
      ... on UserError {
        message
        path
      }
    }
  }
}
    fragment Draft on Backfill {
  id
  status
  version
  review {
    ticketCount
    problems {
      __typename
      ... on UserError {
        message
      }
    }
    warnings {
      message
    }
  }
}`) as unknown as TypedDocumentString<CreateBackfillMutation, CreateBackfillMutationVariables>;
export const UpdateBackfillDocument = new TypedDocumentString(`
    mutation UpdateBackfill($input: UpdateBackfillInput!) {
  updateBackfill(input: $input) {
    backfill {
      ...Draft
    }
    userErrors {
      __typename
      ... on UserError {
        message
        path
      }
    }
  }
}
    fragment Draft on Backfill {
  id
  status
  version
  review {
    ticketCount
    problems {
      __typename
      ... on UserError {
        message
      }
    }
    warnings {
      message
    }
  }
}`) as unknown as TypedDocumentString<UpdateBackfillMutation, UpdateBackfillMutationVariables>;
export const ConfirmBackfillDocument = new TypedDocumentString(`
    mutation ConfirmBackfill($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) {
    userErrors {
      __typename
      ... on UserError {
        message
        path
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmBackfillMutation, ConfirmBackfillMutationVariables>;
export const OrdersDocument = new TypedDocumentString(`
    query Orders($id: ID!) {
  backfill(id: $id) {
    orders {
      number
      status
      recipient {
        name
      }
      event {
        name
        localDate
      }
      tickets {
        seat
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrdersQuery, OrdersQueryVariables>;