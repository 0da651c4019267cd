/** A row of a tree grid, as the keyboard sees it. Rows come in the order they are shown, parents before children. */
export interface TreeGridRow {
  key: string;
  /** 1 for the top level. */
  level: number;
  /** Undefined for a row that has nothing below it. */
  expanded?: boolean;
  /** How many rows there are beside this one, itself included; -1 while it is unknown. */
  setSize: number;
  /** 1 for the first. */
  posInSet: number;
}

/** What a key does on a row: moves, opens, closes, or starts what the row is for. */
export type TreeGridAct = { kind: 'focus'; key: string } | { kind: 'open' } | { kind: 'close' } | { kind: 'activate' };

/** The WAI-ARIA treegrid pattern, with the focus on rows. Undefined: the key is not ours. */
export function actOfKey(rows: readonly TreeGridRow[], index: number, key: string): TreeGridAct | undefined {
  const row = rows[index];
  if (!row) return undefined;
  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'ArrowRight':
      if (row.expanded === undefined) return undefined;
      return row.expanded ? focus(firstChild(rows, index)) : { kind: 'open' };
    case 'ArrowLeft':
      return row.expanded ? { kind: 'close' } : focus(parent(rows, index));
    case 'Enter':
      return { kind: 'activate' };
    default:
      return undefined;
  }
}

function focus(row: TreeGridRow | undefined): TreeGridAct | undefined {
  return row && { kind: 'focus', key: row.key };
}

function firstChild(rows: readonly TreeGridRow[], index: number): TreeGridRow | undefined {
  const next = rows[index + 1];
  return next && next.level > (rows[index]?.level ?? 0) ? next : undefined;
}

function parent(rows: readonly TreeGridRow[], index: number): TreeGridRow | undefined {
  const level = rows[index]?.level ?? 0;
  return rows.slice(0, index).findLast((row) => row.level < level);
}
