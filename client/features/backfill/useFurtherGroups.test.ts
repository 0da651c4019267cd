import { describe, expect, test } from '@jest/globals';
import { computed, effectScope, nextTick, ref } from 'vue';
import type { Page, Pages } from '../../apollo/usePages.ts';
import type { TicketGroupRowFragment } from '../../gql/graphql.ts';
import { useFurtherGroups } from './useFurtherGroups.ts';

type Groups = Page<TicketGroupRowFragment>;

function groups(ids: string, next: string | null): Groups {
  return { items: [...ids].map((id) => ({ id }) as TicketGroupRowFragment), next };
}

/** Pages with these groups, whatever they are asked for. */
function loaded(ids: () => string): Pages<TicketGroupRowFragment> {
  return {
    items: computed(() => groups(ids(), null).items),
    ready: computed(() => true),
    loading: computed(() => false),
    hasMore: computed(() => false),
    error: computed(() => undefined),
    loadMore: () => undefined,
    retry: async () => undefined,
  };
}

function setUp(first: Groups, following: string) {
  const row = ref(first);
  const after = ref(following);
  const question = ref(1);
  let begun = 0;
  const further = effectScope().run(() =>
    useFurtherGroups(
      () => row.value as Groups,
      () => {
        begun += 1;
        return loaded(() => after.value);
      },
      [question],
    ),
  );
  if (!further) throw new Error('The scope ran nothing.');
  const shown = (): string =>
    further
      .childrenOf('row', row.value as Groups)
      .items.map(({ id }) => id)
      .join('');
  return { row, after, question, further, shown, begun: () => begun };
}

describe('further groups', () => {
  test('are read when they are asked for', async () => {
    const { row, further, shown, begun } = setUp(groups('ab', '2'), 'cd');
    expect(shown()).toBe('ab');
    expect(further.childrenOf('row', row.value as Groups).hasMore).toBe(true);
    further.loadMore('row');
    await nextTick();
    expect([shown(), begun()]).toEqual(['abcd', 1]);
    expect(further.childrenOf('row', row.value as Groups).hasMore).toBe(false);
  });

  test('that have come to the front are shown once', async () => {
    const { row, further, shown } = setUp(groups('ab', '2'), 'cd');
    further.loadMore('row');
    await nextTick();
    row.value = groups('bc', '3');
    expect(shown()).toBe('bcd');
  });

  test('are let go where all came along, and read again when there are more again', async () => {
    const { row, further, shown, begun } = setUp(groups('ab', '2'), 'c');
    further.loadMore('row');
    await nextTick();
    row.value = groups('bc', null);
    await nextTick();
    expect([shown(), further.pagesOf('row')]).toEqual(['bc', undefined]);
    row.value = groups('ab', '2');
    await nextTick();
    expect([shown(), begun()]).toEqual(['abc', 2]);
  });

  test('are forgotten with another question', async () => {
    const { question, further, shown } = setUp(groups('ab', '2'), 'cd');
    further.loadMore('row');
    await nextTick();
    question.value += 1;
    await nextTick();
    expect(shown()).toBe('ab');
  });
});
