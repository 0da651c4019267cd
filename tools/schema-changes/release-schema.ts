import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { withRelease } from './changelog.ts';
import { ACCEPTED_FILE, CHANGELOG_FILE, compareFiles, RELEASED_FILE, SCHEMA_FILE, today } from './files.ts';

/** `npm run release:schema` makes the schema of today the one that programs may rely on, under the version of package.json. */
const { breaking } = await compareFiles(today());
if (breaking.length > 0) {
  process.stderr.write('The schema breaks the last release. Run: npm run check:breaking\n');
  process.exit(1);
}
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
writeFileSync(CHANGELOG_FILE, withRelease(readFileSync(CHANGELOG_FILE, 'utf8'), version, today()));
copyFileSync(SCHEMA_FILE, RELEASED_FILE);
writeFileSync(ACCEPTED_FILE, '[]\n');
