/** An operation that the explorer keeps ready. */
export interface ExampleOperation {
  name: string;
  query: string;
  /** JSON; ids that only the reader can know are described in angle brackets. */
  variables?: object;
  /** Shown in the headers' list, not sent until the reader switches them on. */
  headers?: Record<string, string>;
}

/** A walk through the main path: who am I, what is unused, backfill it, complete the guest list. */
export const exampleOperations: ExampleOperation[] = [
  {
    name: 'Who am I',
    query: `# Who is signed in, in which organization, and what that user may do.
query WhoAmI {
  viewer {
    user { id name email role department }
    organization { name slug timeZone currency }
    openOrderCount
    viewerCanSeeUnusedQueue { allowed reason }
    viewerCanBackfill { allowed reason }
    viewerCanImportInventory { allowed reason }
    viewerCanUpdateEvents { allowed reason }
  }
}`,
  },
  {
    name: 'Unused queue: Event View',
    query: `# The unused tickets of past events: event > ticket location. "endCursor" goes into "after" for the next page.
query EventView($filter: UnusedQueueFilter, $after: String) {
  unusedQueue(filter: $filter) {
    totals { eventCount venueCount ticketCount faceValue { amount currency } ticketsWithoutValue }
    events(first: 10, after: $after) {
      nodes {
        event { id name localDate localTime venue { name timeZone } }
        unusedCount
        heldCount
        ticketGroups(first: 10) {
          nodes {
            id
            ticketLocation { name }
            ticketCategory { name }
            unusedCount
            unusedFaceValue { amount currency }
            unusedWithoutValue
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { filter: { search: '' }, after: null },
  },
  {
    name: 'Unused queue: Venue View',
    query: `# The same tickets: venue > ticket location > event date.
query VenueView($filter: UnusedQueueFilter, $after: String) {
  unusedQueue(filter: $filter) {
    totals { eventCount venueCount ticketCount }
    venues(first: 5, after: $after, orderBy: UNUSED_DESC) {
      nodes {
        venue { id name city timeZone }
        unusedCount
        heldCount
        ticketLocations(first: 5) {
          nodes {
            ticketLocation { id name }
            unusedCount
            ticketGroups(first: 5) { nodes { id unusedCount event { name localDate } ticketCategory { name } } }
          }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`,
    variables: { filter: { search: '' }, after: null },
  },
  {
    name: 'Recipients and usage categories',
    query: `# Ids for a backfill: whom tickets can be assigned to, and why they were used.
query Choices($search: String) {
  users(search: $search, first: 10, includeInactive: false) { nodes { id name email department } }
  usageCategories { id name }
}`,
    variables: { search: '' },
  },
  {
    name: 'Create a backfill',
    query: `# A draft: it holds no tickets. Repeating it with the same externalReference and input returns what exists.
mutation CreateBackfill($input: CreateBackfillInput!) {
  createBackfill(input: $input) {
    backfill {
      id
      version
      status
      assignments { id quantity recipient { name } usageCategory { name } tickets { id seat } }
    }
    userErrors {
      __typename
      ... on UserError { message path }
      ... on NotEnoughUnusedTickets { requested unusedCount }
    }
  }
}`,
    variables: {
      input: {
        assignments: [
          {
            ticketGroupId: '<id of a ticket group, from Event View>',
            quantity: 1,
            recipientId: '<id of a user>',
            usageCategoryId: '<id of a usage category>',
          },
        ],
        externalReference: 'explorer-1',
        note: 'From the explorer',
      },
    },
  },
  {
    name: 'Find a backfill by its external reference',
    query: `# How a program that was interrupted finds again what it began.
query FindBackfill($reference: String!) {
  backfills(filter: { externalReference: $reference }, first: 1) {
    nodes { id status version externalReference orders { number } }
  }
}`,
    variables: { reference: 'explorer-1' },
  },
  {
    name: 'Review a backfill',
    query: `# What confirming would do now: exact tickets, value, problems and warnings.
query ReviewBackfill($id: ID!) {
  backfill(id: $id) {
    id
    version
    status
    review {
      ticketCount
      recipientCount
      faceValue { amount currency }
      ticketsWithoutValue
      assignments { assignment { id quantity } tickets { id seat } ticketsChanged }
      problems { __typename ... on UserError { message path } }
      warnings { kind message path }
      notifiedUsers { name email }
    }
  }
}`,
    variables: { id: '<id of the backfill>' },
  },
  {
    name: 'Confirm a backfill',
    query: `# All or nothing, and safe to repeat: the version that was confirmed returns the same orders again.
mutation ConfirmBackfill($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) {
    backfill { id status version confirmedAt }
    orders { id number status recipient { name } tickets { id seat } }
    ticketGroups { id unusedCount }
    userErrors { __typename ... on UserError { message path } ... on StaleVersion { currentVersion } }
  }
}`,
    variables: { input: { backfillId: '<id of the backfill>', expectedVersion: 1 } },
  },
  {
    name: 'My orders',
    query: `# The viewer's own orders that wait for a guest list, with the tickets that need a guest.
query MyOrders($filter: OrderFilter, $after: String) {
  myOrders(filter: $filter, first: 10, after: $after) {
    nodes {
      id
      number
      status
      dueAt
      event { name localDate venue { name } }
      usageCategory { id name }
      tickets { id seat }
      guestList { version guests { name guestType attendeeStatus } }
      viewerCanConfirmGuestList { allowed reason }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { filter: { statuses: ['CONFIRM_GUEST_LIST'] }, after: null },
  },
  {
    name: 'Save a guest list',
    query: `# One guest for every ticket. Saving finalizes nothing: submitGuestList checks it, confirmGuestList makes it final.
mutation SaveGuestList($input: SaveGuestListInput!) {
  saveGuestList(input: $input) {
    order { id status guestList { version guests { ticket { id } name guestType attendeeStatus } } }
    warnings { kind message path }
    userErrors { __typename ... on UserError { message path } ... on StaleVersion { currentVersion } }
  }
}`,
    variables: {
      input: {
        orderId: '<id of an order>',
        expectedVersion: 0,
        guests: [
          { ticketId: '<id of a ticket of the order>', guest: { myself: true }, attendeeStatus: 'ATTENDED' },
          {
            ticketId: '<id of another ticket>',
            guest: { newContact: { name: 'Robin Example', email: 'robin@example.com', visibility: 'SHARED' } },
            attendeeStatus: 'NO_SHOW',
          },
        ],
      },
    },
  },
  {
    name: 'Submit and confirm a guest list',
    query: `# Submitting checks that the list is complete; confirming makes it final.
mutation FinishGuestList($submit: SubmitGuestListInput!, $confirm: ConfirmGuestListInput!) {
  submitGuestList(input: $submit) { userErrors { __typename ... on UserError { message path } } }
  confirmGuestList(input: $confirm) {
    order { id number status confirmedAt }
    userErrors { __typename ... on UserError { message path } }
  }
}`,
    variables: {
      submit: { orderId: '<id of an order>', expectedVersion: 1 },
      confirm: { orderId: '<id of an order>', expectedVersion: 1 },
    },
  },
  {
    name: 'History of an order',
    query: `# Who did what and when, newest first; of a backfill or ticket group as well.
query History($id: ID!) {
  history(subjectId: $id, first: 10) {
    nodes { recordedAt action actor { name } onBehalfOf { name } reason }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { id: '<id of an order>' },
  },
  {
    name: 'Create an API token',
    query: `# For Super Users. The secret is shown this once; give the program no more scopes than it needs.
mutation CreateApiToken($input: CreateApiTokenInput!) {
  createApiToken(input: $input) {
    apiToken { id name start scopes expiresAt }
    secret
    userErrors { __typename ... on UserError { message path } }
  }
}`,
    variables: {
      input: { name: 'My program', scopes: ['READ_INVENTORY'], expiresAt: '<an instant within the next 366 days>' },
    },
  },
  {
    name: 'API tokens',
    query: `# For Super Users: which tokens there are, and when each was used last.
query ApiTokens {
  apiTokens(first: 25) { nodes { id name start scopes expiresAt lastUsedAt revokedAt } }
}`,
  },
  {
    name: 'Who am I, with a token',
    query: `# As a program asks: put an API token into the header and switch it on. Without it, the session of the browser counts.
query WhoIsThisToken {
  viewer { user { name role } viewerCanBackfill { allowed reason } viewerCanImportInventory { allowed reason } }
}`,
    headers: { Authorization: 'Bearer <an API token: bft_...>' },
  },
];
