import type { LocationQuery, LocationQueryRaw } from 'vue-router';

/** One search parameter of a page: how to read it from the URL and how to write it there. */
export interface SearchParam<T> {
  /** What the URL means; anything that makes no sense reads as if it were absent. */
  read(raw: readonly string[]): T;
  /** Empty where the value is the usual one: a URL says only what differs. */
  write(value: T): readonly string[];
}

/** The values of a page's search parameters. */
export type SearchOf<Spec> = { [Key in keyof Spec]: Spec[Key] extends SearchParam<infer T> ? T : never };

/** Free text; empty by default. */
export const textParam: SearchParam<string> = {
  read: (raw) => raw[0] ?? '',
  write: (value) => (value === '' ? [] : [value]),
};

/** Several values, each its own parameter: ?category=a&category=b. */
export const listParam: SearchParam<readonly string[]> = {
  read: (raw) => [...new Set(raw.filter((value) => value !== ''))],
  write: (value) => value,
};

/** A calendar date, YYYY-MM-DD, or null. */
export const dateParam: SearchParam<string | null> = {
  read: (raw) => (isLocalDate(raw[0]) ? raw[0] : null),
  write: (value) => (value === null ? [] : [value]),
};

/** One of a closed set; the first is the usual one. */
export function choiceParam<const T extends string>(first: T, ...others: readonly T[]): SearchParam<T> {
  const all: readonly string[] = [first, ...others];
  return {
    read: ([value]) => (value !== undefined && all.includes(value) ? (value as T) : first),
    write: (value) => (value === first ? [] : [value]),
  };
}

/** A whole number within limits; the lowest is the usual one. */
export function countParam(lowest: number, highest: number): SearchParam<number> {
  return {
    read: (raw) => {
      const value = Number(raw[0]);
      return Number.isInteger(value) && value > lowest && value <= highest ? value : lowest;
    },
    write: (value) => (value === lowest ? [] : [String(value)]),
  };
}

/** The page's search parameters as the URL has them. */
export function readSearch<Spec>(spec: Spec, query: LocationQuery): SearchOf<Spec> {
  const entries = paramsOf(spec).map(([key, param]) => [key, param.read(rawValues(query[key]))]);
  return Object.fromEntries(entries) as SearchOf<Spec>;
}

/** The URL's query for these values; what is left out takes its usual value. */
export function writeSearch<Spec>(spec: Spec, search: Partial<SearchOf<Spec>>): LocationQueryRaw {
  const values = search as Record<string, unknown>;
  const entries = paramsOf(spec)
    .filter(([key]) => values[key] !== undefined)
    .map(([key, param]) => [key, param.write(values[key])] as const)
    .filter(([, written]) => written.length > 0);
  return Object.fromEntries(
    entries.map(([key, written]) => [key, written.length === 1 ? written[0] : [...written]]),
  ) as LocationQueryRaw;
}

function paramsOf(spec: unknown): [string, SearchParam<unknown>][] {
  return Object.entries(spec as Record<string, SearchParam<unknown>>);
}

function rawValues(raw: LocationQuery[string] | undefined): string[] {
  return [raw ?? []].flat().filter((value): value is string => typeof value === 'string');
}

/** A date that exists: 2026-02-30 does not. */
function isLocalDate(text: string | undefined): text is string {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
