import { readFileSync, writeFileSync } from 'node:fs';
import { createSchema, printSortedSchema } from './schema.ts';

/** `npm run schema` writes schema.graphql from the code; with --check it fails when the committed file is another. */
const FILE = 'schema.graphql';
const printed = printSortedSchema(await createSchema());

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== printed) {
    process.stderr.write(`${FILE} is not what the code says. Run: npm run schema\n`);
    process.exit(1);
  }
} else {
  writeFileSync(FILE, printed);
}
