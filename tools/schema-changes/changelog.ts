const UNRELEASED = '## Unreleased';

/** Puts what changed since the last release below "Unreleased"; the releases below it stay as they are. */
export function withUnreleased(changelog: string, changes: string | null): string {
  const start = changelog.indexOf(UNRELEASED);
  if (start < 0) throw new Error(`The changelog of the schema has no "${UNRELEASED}".`);
  const rest = changelog.indexOf('\n## ', start);
  const releases = rest < 0 ? '' : changelog.slice(rest);
  return `${changelog.slice(0, start)}${UNRELEASED}\n\n${changes ?? 'Nothing yet.'}\n${releases}`;
}

/** Turns what is below "Unreleased" into a release, and begins anew above it. */
export function withRelease(changelog: string, version: string, day: string): string {
  if (changelog.includes(`## ${version} `)) throw new Error(`The changelog of the schema has ${version} already.`);
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\nNothing yet.\n\n## ${version} (${day})`);
}
