import { readFileSync, writeFileSync } from 'node:fs';
import { withUnreleased } from './changelog.ts';
import { CHANGELOG_FILE, compareFiles, today } from './files.ts';
import { renderChanges } from './render-changes.ts';

/** Writes what changed since the last release into the changelog of the schema; with --check it fails when that is stale. */
const present = readFileSync(CHANGELOG_FILE, 'utf8');
const wanted = withUnreleased(present, renderChanges(await compareFiles(today())));

if (!process.argv.includes('--check')) {
  writeFileSync(CHANGELOG_FILE, wanted);
} else if (present !== wanted) {
  process.stderr.write(`${CHANGELOG_FILE} does not say what changed in the schema. Run: npm run reference\n`);
  process.exit(1);
}
