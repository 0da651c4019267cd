import { describe, expect, test } from '@jest/globals';
import { ref } from 'vue';
import { useStableRows } from './useStableRows.ts';

describe('stable rows', () => {
  test('are the same objects where they say the same, and new ones where they do not', () => {
    const items = ref([
      { key: 'a', count: 1 },
      { key: 'b', count: 1 },
    ]);
    const rows = useStableRows(() => items.value.map((item) => ({ ...item })));
    const [a, b] = rows.value;
    items.value = [
      { key: 'new', count: 1 },
      { key: 'a', count: 1 },
      { key: 'b', count: 2 },
    ];
    expect(rows.value).toEqual(items.value);
    expect(rows.value[1]).toBe(a);
    expect(rows.value[2]).not.toBe(b);
  });

  test('with one property less or more are new', () => {
    const withNote = ref(true);
    const rows = useStableRows<{ key: string; note?: string }>(() => [
      withNote.value ? { key: 'a', note: 'x' } : { key: 'a' },
    ]);
    expect(rows.value).toEqual([{ key: 'a', note: 'x' }]);
    withNote.value = false;
    expect(rows.value).toEqual([{ key: 'a' }]);
  });
});
