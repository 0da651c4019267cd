import { ref, watch, type WatchSource } from 'vue';
import { useKeyed } from '../../apollo/useKeyed.ts';
import type { Page, Pages } from '../../apollo/usePages.ts';
import type { TicketGroupRowFragment } from '../../gql/graphql.ts';
import { childrenOf } from './group-pages.ts';
import type { Children } from './queue-rows.ts';

type Groups = Page<TicketGroupRowFragment>;

export interface FurtherGroups {
  /** All groups below a row of which these came along. */
  childrenOf(key: string, first: Groups): Children<TicketGroupRowFragment>;
  /** Shows more below a row. */
  loadMore(key: string): void;
  /** The pages below a row that were asked for, if any. */
  pagesOf(key: string): Pages<TicketGroupRowFragment> | undefined;
}

/**
 * The ticket groups below rows beyond those that came along with them, from when somebody asks for more. Where a row no longer has
 * more than came along, what was loaded is let go: asked again, it would be the first ones.
 * @param firstOf what came along with the row of that key
 * @param pagesAfter the pages that follow, which begin where `firstOf` ends
 * @param question another one forgets what was asked for
 */
export function useFurtherGroups(
  firstOf: (key: string) => Groups | undefined,
  pagesAfter: (key: string) => Pages<TicketGroupRowFragment>,
  question: WatchSource<unknown>[],
): FurtherGroups {
  const asked = ref<readonly { id: string }[]>([]);
  watch(question, () => (asked.value = []));
  const pages = useKeyed(
    () => asked.value.filter(({ id }) => (firstOf(id)?.next ?? null) !== null),
    ({ id }) => pagesAfter(id),
  );
  return {
    childrenOf(key, { items, next }) {
      const further = pages.get(key);
      if (!further) return { items, ready: true, loading: false, failed: false, hasMore: next !== null };
      // While they are read again because a group left, the first of them may have come to the front already.
      const ids = new Set(items.map(({ id }) => id));
      const rest = further.items.value.filter(({ id }) => !ids.has(id));
      return { ...childrenOf(further), items: [...items, ...rest], ready: true };
    },
    loadMore(key) {
      const known = pages.get(key);
      if (known) known.loadMore();
      else asked.value = [...asked.value.filter(({ id }) => id !== key), { id: key }];
    },
    pagesOf: (key) => pages.get(key),
  };
}
