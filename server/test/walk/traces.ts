import type { TestApp } from '../test-app.ts';
import { MARK } from './plant-marks.ts';
import { idsByTable } from './tenant-rows.ts';

/** Recognizes another organization in answers, by marked texts and by ids in every form in which they travel. */
export interface Traces {
  /** The tables of which a text or an id is in one of the answers. */
  tablesIn(answers: readonly unknown[]): string[];
}

/** Knows the ids of an organization whose texts are marked. */
export async function tracesOf(app: TestApp, organizationId: string): Promise<Traces> {
  const tables = new Map([[organizationId, 'organizations']]);
  for (const [table, ids] of Object.entries(await idsByTable(app, organizationId))) {
    for (const id of ids) tables.set(id, table);
  }
  return {
    tablesIn(answers) {
      const found = answers.flatMap((answer) => tracesIn(JSON.stringify(answer), tables));
      return [...new Set(found)].sort();
    },
  };
}

const OPAQUE = /[A-Za-z0-9_-]{16,}/g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const MARKED = new RegExp(`${MARK}-([a-z_]+)-`, 'gi');

function tracesIn(body: string, tables: ReadonlyMap<string, string>): string[] {
  const opaque = (body.match(OPAQUE) ?? []).map((text) => Buffer.from(text, 'base64url'));
  const texts = [body, ...opaque.map((bytes) => bytes.toString('latin1'))];
  const marked = texts.flatMap((text) => [...text.matchAll(MARKED)].map(([, table = '']) => table.toLowerCase()));
  const ids = [...texts.flatMap((text) => text.match(UUID) ?? []), ...opaque.flatMap(uuidsAtFront)];
  return [...marked, ...ids.flatMap((id) => tables.get(id) ?? [])];
}

/** A node id begins with two uuids as bytes. */
function uuidsAtFront(bytes: Buffer): string[] {
  if (bytes.length < 32) return [];
  return [bytes.subarray(0, 16), bytes.subarray(16, 32)].map((part) =>
    part.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  );
}
