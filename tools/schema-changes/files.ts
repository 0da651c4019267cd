import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { type AcceptedChange, compareSchemas, type SchemaChanges } from './compare-schemas.ts';

/** What programs may rely on: the schema of the last release. */
export const RELEASED_FILE = 'docs/api/released.graphql';
export const SCHEMA_FILE = 'schema.graphql';
export const CHANGELOG_FILE = 'docs/api/reference/changelog.md';
export const ACCEPTED_FILE = 'tools/schema-changes/accepted.json';

export const schemaOf = (file: string): GraphQLSchema => buildSchema(readFileSync(file, 'utf8'));

/** Compares the committed schema with the released one. */
export function compareFiles(today: string): Promise<SchemaChanges> {
  const accepted = JSON.parse(readFileSync(ACCEPTED_FILE, 'utf8')) as AcceptedChange[];
  return compareSchemas(schemaOf(RELEASED_FILE), schemaOf(SCHEMA_FILE), { accepted, today });
}

/** Today's date in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);
