/**
 * Node ids are opaque to callers and carry organization, row and type: base64url of 16 bytes, 16 bytes and the type's name.
 * They prove nothing: every read filters by the caller's organization again.
 */
export function encodeNodeId(type: string, organizationId: string, id: string): string {
  const { before, lastByte, firstOfType, after } = endsOf(type, organizationId);
  // Twelve times twelve bits, each two characters: the organization's last byte, the row, and the type's first byte. Written out,
  // because a page has hundreds of them: a loop that puts the text together takes three times as long.
  const a = (lastByte << 4) | nibble(id, 0);
  const b = bits(id, 1, 2, 3);
  const c = bits(id, 4, 5, 6);
  const d = bits(id, 7, 9, 10);
  const e = bits(id, 11, 12, 14);
  const f = bits(id, 15, 16, 17);
  const g = bits(id, 19, 20, 21);
  const h = bits(id, 22, 24, 25);
  const i = bits(id, 26, 27, 28);
  const j = bits(id, 29, 30, 31);
  const k = bits(id, 32, 33, 34);
  const l = (nibble(id, 35) << 8) | firstOfType;
  // prettier-ignore
  const row = String.fromCharCode(
    high(a), low(a), high(b), low(b), high(c), low(c), high(d), low(d), high(e), low(e), high(f), low(f),
    high(g), low(g), high(h), low(h), high(i), low(i), high(j), low(j), high(k), low(k), high(l), low(l),
  );
  return before + row + after;
}

const CHARACTERS = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', (character) =>
  character.charCodeAt(0),
);

/** The code of the character of the first, and of the last six of twelve bits. */
function high(twelve: number): number {
  return CHARACTERS[twelve >> 6] ?? 0;
}
function low(twelve: number): number {
  return CHARACTERS[twelve & 63] ?? 0;
}

/** The twelve bits of three hexadecimal digits, by their places in the text of a uuid. */
function bits(id: string, first: number, second: number, third: number): number {
  return (nibble(id, first) << 8) | (nibble(id, second) << 4) | nibble(id, third);
}

function nibble(id: string, place: number): number {
  const code = id.charCodeAt(place);
  return code < 58 ? code - 48 : code - 87;
}

/** What all ids of a type in an organization have in common. The bytes around the row's own fall on whole characters. */
interface Ends {
  organizationId: string;
  /** The organization's first 15 bytes. */
  before: string;
  /** Its last one. */
  lastByte: number;
  firstOfType: number;
  /** The type's name without its first letter. */
  after: string;
}

/** A page has hundreds of ids of a few types, almost always of one organization. */
const endsByType = new Map<string, Ends>();

function endsOf(type: string, organizationId: string): Ends {
  const known = endsByType.get(type);
  if (known?.organizationId === organizationId) return known;
  const organization = Buffer.from(organizationId.replaceAll('-', ''), 'hex');
  const ends = {
    organizationId,
    before: organization.toString('base64url', 0, 15),
    lastByte: organization[15] ?? 0,
    firstOfType: type.charCodeAt(0),
    after: Buffer.from(type.slice(1), 'latin1').toString('base64url'),
  };
  endsByType.set(type, ends);
  return ends;
}

/** What a node id says, or undefined for anything that is not one. */
export function readNodeId(nodeId: string): { type: string; organizationId: string; id: string } | undefined {
  if (!/^[A-Za-z0-9_-]{44,100}$/.test(nodeId)) return undefined;
  const bytes = Buffer.from(nodeId, 'base64url');
  if (bytes.toString('base64url') !== nodeId) return undefined;
  const type = bytes.toString('latin1', 32);
  if (!/^[A-Z][A-Za-z]{1,40}$/.test(type)) return undefined;
  return { type, organizationId: uuidText(bytes.subarray(0, 16)), id: uuidText(bytes.subarray(16, 32)) };
}

/**
 * The row id behind a node id of the expected type and organization. Malformed, of another type and of another
 * organization all answer undefined, so that callers cannot tell a foreign id from one that never existed.
 */
export function decodeNodeId(nodeId: string, type: string, organizationId: string): string | undefined {
  const node = readNodeId(nodeId);
  return node && node.type === type && node.organizationId === organizationId ? node.id : undefined;
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
