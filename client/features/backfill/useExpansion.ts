import type { ComputedRef } from 'vue';
import type { BackfillTicketsSearch } from '../../routes.ts';

type ExpansionSearch = Pick<BackfillTicketsSearch, 'rows' | 'row'>;

/** Which rows are open. It lives in the URL: a list of the open ones or, after "Expand all", of those closed again. */
export interface Expansion {
  isOpen(key: string): boolean;
  open(key: string): void;
  close(key: string): void;
  openAll(): void;
  closeAll(): void;
}

export function useExpansion(
  search: ComputedRef<ExpansionSearch>,
  update: (changes: ExpansionSearch) => void,
): Expansion {
  const listed = (key: string) => search.value.row.includes(key);
  const isOpen = (key: string) => listed(key) === (search.value.rows === 'open');

  function toggle(key: string): void {
    const { rows, row } = search.value;
    update({ rows, row: listed(key) ? row.filter((other) => other !== key) : [...row, key] });
  }

  return {
    isOpen,
    open: (key) => !isOpen(key) && toggle(key),
    close: (key) => isOpen(key) && toggle(key),
    openAll: () => update({ rows: 'closed', row: [] }),
    closeAll: () => update({ rows: 'open', row: [] }),
  };
}
