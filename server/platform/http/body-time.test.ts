import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { limitBodyTime } from './body-time.ts';

let http: FastifyInstance;
afterEach(() => http.close());

test('a body that dribbles is given up, unless its route has more time', async () => {
  http = fastify();
  limitBodyTime(http, 0.2);
  http.post('/usual', async () => 'done');
  http.post('/patient', { config: { bodySeconds: 30 } }, async () => 'done');
  await http.listen({ port: 0, host: '127.0.0.1' });
  expect(await dribble('/usual')).toBe('');
  expect(await dribble('/patient')).toContain('done');
});

/** Sends a body of 6 bytes within 600 ms and returns what came back. */
function dribble(path: string): Promise<string> {
  const address = http.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return new Promise((resolve) => {
    const socket = connect(address.port, '127.0.0.1');
    let answer = '';
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\n`,
    );
    const timer = setInterval(() => socket.write('x'), 100);
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });
}
