import { computed, type ComputedRef } from 'vue';

/** Rows that are made anew when any of them changes. Each that says the same as before is the same object, so that only the others render. */
export function useStableRows<Row extends { key: string }>(make: () => readonly Row[]): ComputedRef<readonly Row[]> {
  let before = new Map<string, Row>();
  return computed(() => {
    const rows = make().map((row) => {
      const known = before.get(row.key);
      return known && saysTheSame(known, row) ? known : row;
    });
    before = new Map(rows.map((row) => [row.key, row]));
    return rows;
  });
}

function saysTheSame<Row extends object>(one: Row, other: Row): boolean {
  const keys = Object.keys(one) as (keyof Row)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
