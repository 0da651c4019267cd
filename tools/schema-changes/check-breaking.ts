import { endlessDeprecations } from './announced-end.ts';
import { ACCEPTED_FILE, compareFiles, SCHEMA_FILE, schemaOf, today } from './files.ts';
import { sentence } from './render-changes.ts';

/** `npm run check:breaking` fails when the schema breaks a program that works with the last release, and nobody decided so. */
const { breaking, idle } = await compareFiles(today());
const problems = [
  ...breaking.map((change) => `${change.path ?? ''}: ${sentence(change)}. It breaks programs that use it.`),
  ...idle.map(({ path }) => `${path}: it stands in ${ACCEPTED_FILE}, but does not break.`),
  ...endlessDeprecations(schemaOf(SCHEMA_FILE)).map((path) => `${path}: it is deprecated without a day (YYYY-MM-DD).`),
];

if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n\nSee "Breaking changes" in docs/api/schema-changes.md.\n`);
  process.exit(1);
}
