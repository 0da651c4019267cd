import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { encodeNodeId, readNodeId } from './node-id.ts';

/** As the format is described. */
function encodeSlowly(type: string, organizationId: string, id: string): string {
  const hex = `${organizationId}${id}`.replaceAll('-', '');
  return Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(type, 'latin1')]).toString('base64url');
}

test('1,000 ids of changing types and organizations are encoded as described, and read back', () => {
  const types = ['Mail', 'User', 'Event', 'TicketGroup', 'UsageCategory', 'TicketLocation'];
  const organizations = [randomUUID(), randomUUID(), 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
  for (let index = 0; index < 1000; index += 1) {
    const type = types[index % types.length] ?? '';
    const organizationId = organizations[index % organizations.length] ?? '';
    const id = randomUUID();
    const nodeId = encodeNodeId(type, organizationId, id);
    expect(nodeId).toBe(encodeSlowly(type, organizationId, id));
    expect(readNodeId(nodeId)).toEqual({ type, organizationId, id });
  }
});
