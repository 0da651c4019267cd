/**
 * Node ids are opaque to callers and carry organization, row and type: base64url of 16 bytes, 16 bytes and the type's name.
 * They prove nothing: every read filters by the caller's organization again.
 */
export function encodeNodeId(type: string, organizationId: string, id: string): string {
  if (organizationId !== written) {
    writeUuid(organizationId, 0);
    written = organizationId;
  }
  writeUuid(id, 16);
  return bytes.toString('base64url', 0, 32 + bytes.write(type, 32, 'latin1'));
}

/** A page has hundreds of ids, almost always of one organization: they are all written into the same bytes. */
const bytes = Buffer.alloc(80);
let written = '';

function writeUuid(uuid: string, at: number): void {
  let place = 0;
  for (let index = at; index < at + 16; index += 1) {
    if (uuid.charCodeAt(place) === HYPHEN) place += 1;
    bytes[index] = (nibble(uuid.charCodeAt(place)) << 4) | nibble(uuid.charCodeAt(place + 1));
    place += 2;
  }
}

const HYPHEN = 45;

/** The value of a hexadecimal digit: of the character codes of 0-9 and a-f. */
function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
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
