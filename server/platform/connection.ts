import { type ClassType, Field, ObjectType } from 'type-graphql';
import { badInput } from './request-error.ts';

/** The most rows that one page may hold; published in the docs. */
export const MAX_PAGE_SIZE = 100;

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more rows follow; ask for them with `after: endCursor`.' })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether rows came before this page, that is, whether `after` was given.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first row; null on an empty page.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last row; null on an empty page.' })
  endCursor: string | null;
}

/** One page of a keyset-paged list. */
export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
}

/** What a list field was asked for, checked. `after` holds the values of the last row's keyset. */
export interface Page {
  first: number;
  after?: string[];
}

/**
 * Checks `first` and `after`. `order` names the list's order, so that a cursor of another order is refused instead of
 * silently skipping rows; `keys` is how many values its cursor holds.
 */
export function readPage(args: { first: number; after?: string | null }, order: string, keys: number): Page {
  if (args.first < 1 || args.first > MAX_PAGE_SIZE) {
    throw badInput(`first must be from 1 to ${MAX_PAGE_SIZE}; got ${args.first}.`);
  }
  return { first: args.first, after: args.after ? decodeCursor(args.after, order, keys) : undefined };
}

/** Builds a connection from up to `page.first + 1` rows: the extra one only tells that more follow. */
export function toConnection<T>(
  rows: readonly T[],
  page: Page,
  order: string,
  keyset: (row: T) => string[],
): Connection<T> {
  return connectionOf(rows.slice(0, page.first), rows.length > page.first, page, order, keyset);
}

/** Builds a connection from exactly the rows of the page. */
export function connectionOf<T>(
  nodes: T[],
  hasNextPage: boolean,
  page: Page,
  order: string,
  keyset: (row: T) => string[],
): Connection<T> {
  return new PageOfRows(nodes, hasNextPage, page, (row) => encodeCursor(order, keyset(row)));
}

/** Cursors are made when they are asked for: most callers want that of the last row only. */
class PageOfRows<T> implements Connection<T> {
  readonly nodes: T[];
  readonly #hasNextPage: boolean;
  readonly #page: Page;
  readonly #cursorOf: (row: T) => string;

  constructor(nodes: T[], hasNextPage: boolean, page: Page, cursorOf: (row: T) => string) {
    this.nodes = nodes;
    this.#hasNextPage = hasNextPage;
    this.#page = page;
    this.#cursorOf = cursorOf;
  }

  get edges(): { cursor: string; node: T }[] {
    return this.nodes.map((node) => ({ node, cursor: this.#cursorOf(node) }));
  }

  get pageInfo(): PageInfo {
    const [first] = this.nodes;
    const last = this.nodes.at(-1);
    return {
      hasNextPage: this.#hasNextPage,
      hasPreviousPage: this.#page.after !== undefined,
      startCursor: first ? this.#cursorOf(first) : null,
      endCursor: last ? this.#cursorOf(last) : null,
    };
  }
}

/** The GraphQL types `<name>Connection` and `<name>Edge` over a node type. */
export function connectionType<T extends object>(nodeType: () => ClassType<T>, name: string): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `A row of a ${name}Connection with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'Opaque place of this row in the list, for `after`.' })
    cursor: string;

    @Field(nodeType, { description: 'The row itself.' })
    node: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${name} rows.` })
  class ConnectionOfNodes {
    @Field(() => [Edge], { description: 'The rows of this page with their cursors.' })
    edges: Edge[];

    @Field(() => [nodeType()] as unknown as ClassType<T>[], { description: 'The rows of this page alone.' })
    nodes: T[];

    @Field(() => PageInfo, { description: 'Whether and how to go on.' })
    pageInfo: PageInfo;
  }
  return ConnectionOfNodes as unknown as ClassType<Connection<T>>;
}

/** The two arguments of every list field, in words used everywhere. */
export const FIRST = { defaultValue: 25, description: `How many rows, 1 to ${MAX_PAGE_SIZE}.` };
export const AFTER = { nullable: true, description: 'The `endCursor` of the page before; absent for the first page.' };

function encodeCursor(order: string, values: string[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

function decodeCursor(cursor: string, order: string, keys: number): string[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === keys + 1 && parsed[0] === order) {
      const values = parsed.slice(1);
      if (values.every((value) => typeof value === 'string' && !value.includes('\0'))) return values;
    }
  } catch {
    // Falls through: anything that is not one of our cursors gets the same answer.
  }
  throw badInput('after is not a cursor of this list in this order; use the endCursor of its previous page.');
}
