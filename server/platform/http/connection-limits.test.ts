import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { CONNECTION_LIMITS, connectionLimits } from './connection-limits.ts';

let http: FastifyInstance;
afterEach(() => http.close());

test('headers that do not end are answered with 408, not waited for', async () => {
  http = fastify({ http: connectionLimits(0.2, 0.1), requestTimeout: 60_000 });
  await http.listen({ port: 0, host: '127.0.0.1' });
  expect(await sendHalf()).toMatch(/^HTTP\/1\.1 408/);
});

test('the service waits ten seconds for them, give or take one', () => {
  http = fastify({ http: CONNECTION_LIMITS, requestTimeout: 60_000 });
  expect(http.server).toMatchObject({ headersTimeout: 10_000 });
  expect(CONNECTION_LIMITS.connectionsCheckingInterval).toBe(1_000);
});

function sendHalf(): Promise<string> {
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return new Promise((resolve) => {
    const socket = connect(address.port, '127.0.0.1');
    let answer = '';
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Half: ');
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
