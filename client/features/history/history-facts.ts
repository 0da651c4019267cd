/** One fact that an act changed; a side is null where nothing was on file. */
export interface ChangedFact {
  key: string;
  before: string | null;
  after: string | null;
}

/** What differs between the facts before and after, as the server sends them: JSON text, or null where there are none. */
export function changedFacts(before: string | null, after: string | null): ChangedFact[] {
  const [old, now] = [read(before), read(after)];
  return [...new Set([...Object.keys(now), ...Object.keys(old)])]
    .map((key) => ({ key, before: textOf(old[key]), after: textOf(now[key]) }))
    .filter((fact) => fact.before !== fact.after);
}

function read(text: string | null): Record<string, unknown> {
  if (text === null) return {};
  try {
    const facts: unknown = JSON.parse(text);
    return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
