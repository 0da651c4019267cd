/** The fields that differ from what they were at the start: only these are sent, so that the rest stays as it is. */
export function changedFields<Fields extends object>(start: Fields, now: Fields): Partial<Fields> {
  const keys = Object.keys(start) as (keyof Fields)[];
  const differing = keys.filter((key) => JSON.stringify(tidy(start[key])) !== JSON.stringify(tidy(now[key])));
  return Object.fromEntries(differing.map((key) => [key, now[key]])) as Partial<Fields>;
}

/** Blanks around a text are no change. */
function tidy(value: unknown): unknown {
  return typeof value === 'string' ? value.trim() : value;
}
