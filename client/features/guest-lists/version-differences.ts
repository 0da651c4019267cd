/** What a version says, each part under its name: a seat, the usage category, the business purpose. */
export type VersionText = ReadonlyMap<string, string>;

export interface Difference {
  what: string;
  /** Empty where that version does not say it. */
  before: string;
  after: string;
}

/** Where two versions differ, in the order of the newer one; what only the older one says comes last. */
export function differencesOf(before: VersionText, after: VersionText): Difference[] {
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((what) => ({ what, before: before.get(what) ?? '', after: after.get(what) ?? '' }))
    .filter((each) => each.before !== each.after);
}
