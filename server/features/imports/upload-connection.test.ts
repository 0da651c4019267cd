import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AddressInfo, Socket } from 'node:net';
import { Agent, request } from 'node:http';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';

let app: TestApp;
let agent: Agent;
beforeAll(async () => {
  app = await startTestApp();
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterAll(async () => {
  agent.destroy();
  await app.close();
});

test('uploads leave nothing behind on a connection that is used again', async () => {
  const world = await app.world();
  const { user } = await world.actor('INVENTORY_MANAGER');
  const token = (await world.signedIn(user)).sessionToken ?? '';
  const sockets: Socket[] = [];
  app.http.server.on('connection', (socket) => sockets.push(socket));
  for (let count = 0; count < 3; count += 1) expect(await upload(token)).toBe(201);
  expect(sockets.map((socket) => socket.listenerCount('timeout'))).toEqual([1]);
});

function upload(token: string): Promise<number | undefined> {
  const body =
    '--edge\r\ncontent-disposition: form-data; name="venues"; filename="venues.csv"\r\n\r\nVenue\r\n--edge--\r\n';
  const { port } = app.http.server.address() as AddressInfo;
  const headers = {
    'content-type': 'multipart/form-data; boundary=edge',
    'content-length': body.length,
    'x-backfill-csrf': '1',
    cookie: `${SESSION_COOKIE}=${token}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/imports', method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
