import { MARK } from './plant-marks.ts';

/** What must appear in no answer: texts, and ids in every form in which they travel. */
export interface Foreign {
  ids: ReadonlySet<string>;
}

const OPAQUE = /[A-Za-z0-9_-]{16,}/g;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every trace of another organization in an answer: marked texts and ids, also inside node ids and cursors. */
export function foreignTraces(body: string, { ids }: Foreign): string[] {
  const opaque = (body.match(OPAQUE) ?? []).map((text) => Buffer.from(text, 'base64url'));
  const texts = [body, ...opaque.map((bytes) => bytes.toString('latin1'))];
  const marked = texts.filter((text) => text.toLowerCase().includes(MARK)).map((text) => around(text.toLowerCase()));
  const named = texts.flatMap((text) => text.match(UUID) ?? []).filter((id) => ids.has(id));
  const encoded = opaque.flatMap((bytes) => uuidsAtFront(bytes)).filter((id) => ids.has(id));
  return [...new Set([...marked, ...named, ...encoded])];
}

/** A node id begins with two uuids as bytes. */
function uuidsAtFront(bytes: Buffer): string[] {
  if (bytes.length < 32) return [];
  return [bytes.subarray(0, 16), bytes.subarray(16, 32)].map((part) =>
    part.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  );
}

function around(text: string): string {
  const at = text.indexOf(MARK);
  return text.slice(Math.max(0, at - 40), at + 60);
}
