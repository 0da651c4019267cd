import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { renderReference } from './render-reference.ts';

/** `npm run reference` writes docs/api/reference from schema.graphql; with --check it fails when that would change anything. */
const FOLDER = 'docs/api/reference';
mkdirSync(FOLDER, { recursive: true });
const wanted = renderReference(buildSchema(readFileSync('schema.graphql', 'utf8')));
const present = new Map(readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]));
// The changelog is written by tools/schema-changes.
const surplus = [...present.keys()].filter((name) => !wanted.has(name) && name !== 'changelog.md');
const stale = [...wanted].filter(([name, text]) => present.get(name) !== text);

if (!process.argv.includes('--check')) {
  for (const name of surplus) rmSync(join(FOLDER, name));
  for (const [name, text] of stale) writeFileSync(join(FOLDER, name), text);
} else if (surplus.length + stale.length > 0) {
  process.stderr.write(`${FOLDER} is not what schema.graphql says. Run: npm run reference\n`);
  process.exit(1);
}
