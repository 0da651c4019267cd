/**
 * Node ids are opaque to callers and carry organization, row and type: base64url of 16 bytes, 16 bytes and the type's name.
 * They prove nothing: every read filters by the caller's organization again.
 */
export function encodeNodeId(type: string, organizationId: string, id: string): string {
  const ends = endsOf(type, organizationId);
  let text = ends.before;
  let rest = ends.lastByte;
  // Twelve times three hexadecimal digits are two characters: the organization's last byte, the row, and the type's first byte.
  let place = 0;
  let digits = 2;
  for (; place < 36; place += 1) {
    const code = id.charCodeAt(place);
    if (code === HYPHEN) continue;
    rest = (rest << 4) | nibble(code);
    digits += 1;
    if (digits === 3) {
      text += PAIRS[rest] ?? '';
      rest = 0;
      digits = 0;
    }
  }
  return text + (PAIRS[(rest << 8) | ends.firstOfType] ?? '') + ends.after;
}

const HYPHEN = 45;

/** The value of a hexadecimal digit: of the character codes of 0-9 and a-f. */
function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The two characters of twelve bits. */
const PAIRS = Array.from({ length: 4096 }, (_, bits) => `${ALPHABET[bits >> 6]}${ALPHABET[bits & 63]}`);

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
