import type { Page } from '../../apollo/usePages.ts';
import type { TicketGroupRowFragment, UnusedEventRowFragment, UnusedVenueRowFragment } from '../../gql/graphql.ts';
import type { TreeGridRow } from '../../ui/tree-grid-keys.ts';

/** What a row of either view stands for. */
export type QueueRow = TreeGridRow &
  (
    | { kind: 'event'; event: UnusedEventRowFragment }
    | { kind: 'venue'; venue: UnusedVenueRowFragment }
    | { kind: 'location'; location: LocationRow }
    | { kind: 'group'; group: TicketGroupRowFragment; view: 'event' | 'venue' }
    | { kind: 'loading' }
    | { kind: 'failed'; parentKey: string }
    | { kind: 'more'; parentKey: string }
  );

/** A ticket location of a venue, with the first of its ticket groups. */
export interface LocationRow {
  id: string;
  venueId: string;
  name: string;
  unusedCount: number;
  heldCount: number;
  faceValue: UnusedVenueRowFragment['faceValue'];
  ticketsWithoutValue: number;
  groups: Page<TicketGroupRowFragment>;
  /** The cursor before this location, by which it is found again. */
  after: string | null;
}

/** Rows below an open row: what is loaded, and what stands in for the rest. */
export interface Children<Item> {
  items: readonly Item[];
  ready: boolean;
  loading: boolean;
  failed: boolean;
  hasMore: boolean;
}

/** A row, before its place among its siblings is known. */
type Placeless = QueueRow extends infer Row ? (Row extends unknown ? Omit<Row, 'setSize' | 'posInSet'> : never) : never;

/**
 * The rows below a parent, then a row that says what is still to come: loading, failed, or more. With the rows of each
 * child in `rowsOf` (the child's own first), deeper levels nest by themselves.
 */
export function childRows<Item>(
  parentKey: string,
  level: number,
  children: Children<Item>,
  rowsOf: (item: Item) => { own: Placeless; below: readonly QueueRow[] },
): QueueRow[] {
  const setSize = children.hasMore ? -1 : children.items.length;
  const rows = children.items.flatMap((item, index) => {
    const { own, below } = rowsOf(item);
    return [{ ...own, setSize, posInSet: index + 1 } as QueueRow, ...below];
  });
  const last = { level, setSize, posInSet: children.items.length + 1 };
  if (children.failed) return [...rows, { ...last, kind: 'failed', key: `${parentKey}/failed`, parentKey }];
  if (children.loading && (!children.ready || children.hasMore)) {
    return children.ready ? rows : [...rows, { ...last, kind: 'loading', key: `${parentKey}/loading` }];
  }
  return children.hasMore ? [...rows, { ...last, kind: 'more', key: `${parentKey}/more`, parentKey }] : rows;
}

/** A ticket group: the leaf of both views. */
export function groupRow(group: TicketGroupRowFragment, level: number, view: 'event' | 'venue') {
  return { own: { kind: 'group' as const, key: group.id, level, group, view }, below: [] };
}

/** Rows that say something instead of showing tickets. */
export function isNotice(row: QueueRow): boolean {
  return row.kind === 'loading' || row.kind === 'failed' || row.kind === 'more';
}
