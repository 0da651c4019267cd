import { afterEach, expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, gql, Observable, type TypedDocumentNode } from '@apollo/client';
import { effectScope, nextTick, ref, type EffectScope } from 'vue';
import { createCache } from './cache.ts';
import { useKeyed } from './useKeyed.ts';
import { usePages } from './usePages.ts';

interface Answer {
  unusedQueue: {
    __typename: string;
    events: { __typename: string; edges: { __typename: string; node: Row }[] };
  };
}
interface Row {
  __typename: string;
  event: { __typename: string; id: string };
  ticketGroups: { __typename: string; edges: { __typename: string; node: { __typename: string; id: string } }[] };
}
interface Variables extends Record<string, unknown> {
  filter: { search: string };
  childrenAfter: string | null;
}

/** As the queue asks for the children of a row: the same row, page by page. */
const query: TypedDocumentNode<Answer, Variables> = gql`
  query Children($filter: UnusedQueueFilter, $childrenAfter: String) {
    unusedQueue(filter: $filter) {
      events(first: 10) {
        edges {
          node {
            event {
              id
            }
            ticketGroups(first: 2, after: $childrenAfter) {
              edges {
                node {
                  id
                }
              }
            }
          }
        }
      }
    }
  }
`;

let scope: EffectScope;
afterEach(() => scope.stop());

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Two groups on each page, named after the search; the page after the second is the last. */
function server() {
  const asked: Variables[] = [];
  const failing = new Set<string | null>();
  const link = new ApolloLink(
    ({ variables }) =>
      new Observable((observer) => {
        const { filter, childrenAfter } = variables as Variables;
        asked.push(variables as Variables);
        const page = childrenAfter === null ? 1 : Number(childrenAfter) + 1;
        observer.next(
          failing.has(childrenAfter) ? { errors: [{ message: 'Broken.' }] } : { data: answer(filter.search, page) },
        );
        observer.complete();
      }),
  );
  return { asked, failing, client: new ApolloClient({ link, cache: createCache() }) };
}

function answer(search: string, page: number): Answer {
  const edges = [1, 2].map((nth) => ({
    __typename: 'TicketGroupEdge',
    node: { __typename: 'TicketGroup', id: `${search} ${page}.${nth}` },
  }));
  const ticketGroups = { __typename: 'TicketGroupConnection', edges };
  const node = { __typename: 'UnusedEvent', event: { __typename: 'Event', id: 'final' }, ticketGroups };
  const events = { __typename: 'UnusedEventConnection', edges: [{ __typename: 'UnusedEventEdge', node }] };
  return { unusedQueue: { __typename: 'UnusedQueue', events } };
}

function pagesOf(client: ApolloClient, search: () => string) {
  return usePages({
    client,
    query,
    variables: (after) => ({ filter: { search: search() }, childrenAfter: after }),
    read: ({ unusedQueue }, after) => ({
      items: unusedQueue.events.edges[0]?.node.ticketGroups.edges.map(({ node }) => node.id) ?? [],
      next: after === null ? '1' : after === '1' ? '2' : null,
    }),
  });
}

function inScope<T>(use: () => T): T {
  scope = effectScope();
  return scope.run(use) as T;
}

test('pages of one row are kept apart and shown together, each asked for once', async () => {
  const { client, asked } = server();
  const pages = inScope(() => pagesOf(client, () => 'cup'));
  await settled();
  expect([pages.items.value, pages.hasMore.value]).toEqual([['cup 1.1', 'cup 1.2'], true]);
  pages.loadMore();
  await settled();
  pages.loadMore();
  await settled();
  expect(pages.items.value).toEqual(['cup 1.1', 'cup 1.2', 'cup 2.1', 'cup 2.2', 'cup 3.1', 'cup 3.2']);
  expect([pages.hasMore.value, asked.length]).toEqual([false, 3]);
});

test('another question starts again at the first page', async () => {
  const { client } = server();
  const search = ref('cup');
  const pages = inScope(() => pagesOf(client, () => search.value));
  await settled();
  pages.loadMore();
  await settled();
  search.value = 'final';
  await nextTick();
  await settled();
  expect(pages.items.value).toEqual(['final 1.1', 'final 1.2']);
});

test('a page that fails leaves the others and can be asked for again', async () => {
  const { client, failing } = server();
  const pages = inScope(() => pagesOf(client, () => 'cup'));
  await settled();
  failing.add('1');
  pages.loadMore();
  await settled();
  expect([pages.items.value.length, pages.error.value?.message]).toEqual([2, 'Broken.']);
  failing.clear();
  await pages.retry();
  await settled();
  expect([pages.items.value.length, pages.error.value]).toEqual([4, undefined]);
});

test('each open row has pages of its own, which end when it closes', async () => {
  const { client, asked } = server();
  const open = ref([{ id: 'cup' }]);
  const rows = inScope(() =>
    useKeyed(
      () => open.value,
      ({ id }) => pagesOf(client, () => id),
    ),
  );
  await settled();
  open.value = [{ id: 'cup' }, { id: 'final' }];
  await nextTick();
  await settled();
  expect([...rows.keys()]).toEqual(['cup', 'final']);
  expect(rows.get('final')?.items.value).toEqual(['final 1.1', 'final 1.2']);
  expect(asked.length).toBe(2);
  open.value = [{ id: 'final' }];
  await nextTick();
  expect([...rows.keys()]).toEqual(['final']);
});
