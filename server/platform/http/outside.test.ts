import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { addressProblem, openOutside } from './outside.ts';

const GET = { method: 'GET', headers: {} };
let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test('only https leads outside, and never to this machine, its neighbors or the metadata of a cloud', () => {
  const refused = [
    'http://login.example.com/',
    'ftp://login.example.com/',
    'https://127.0.0.1/',
    'https://127.255.0.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0.0.0.0/',
    'https://169.254.169.254/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://2130706433/',
  ];
  expect(refused.filter((address) => addressProblem(new URL(address), false) === undefined)).toEqual([]);
  const allowed = ['https://login.example.com/', 'https://10.1.2.3/', 'https://192.168.0.9/', 'https://[fd12::1]/'];
  expect(allowed.filter((address) => addressProblem(new URL(address), false) !== undefined)).toEqual([]);
});

test('plain http and this machine are for a service that only this machine can reach', () => {
  expect(addressProblem(new URL('http://127.0.0.1:9/'), true)).toBeUndefined();
  expect(addressProblem(new URL('https://[::1]/'), true)).toBeUndefined();
  expect(addressProblem(new URL('http://10.1.2.3/'), true)).toBe('The address must begin with https://.');
  expect(addressProblem(new URL('https://169.254.169.254/'), true)).toMatch(/this machine/);
});

test('a name is judged by the address it leads to', async () => {
  const url = (await serve((_request, response) => response.end('secret'))).replace('127.0.0.1', 'localhost');
  await expect(openOutside({ allowsLocal: false }).fetch(url.replace('http', 'https'), GET)).rejects.toThrow(
    'The address leads to this machine or one of its own services.',
  );
  expect(await (await openOutside({ allowsLocal: true }).fetch(url, GET)).text()).toBe('secret');
});

test('a redirect is an answer, not followed', async () => {
  let asked = 0;
  const url = await serve((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await openOutside({ allowsLocal: true }).fetch(url, GET)).status).toBe(302);
  expect(asked).toBe(1);
});

test('an answer without end is given up after 1 MB', async () => {
  const url = await serve((_request, response) => {
    const more = (): void =>
      void (response.write(Buffer.alloc(100_000)) ? setImmediate(more) : response.once('drain', more));
    more();
  });
  await expect(openOutside({ allowsLocal: true }).fetch(url, GET)).rejects.toThrow('The answer was too long.');
});

test('method, headers and body arrive', async () => {
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => response.end(`${request.method} ${request.headers['x-test']} ${body}`));
  });
  const options = { method: 'POST', headers: { 'x-test': 'yes' }, body: new URLSearchParams({ a: 'ä' }) };
  expect(await (await openOutside({ allowsLocal: true }).fetch(url, options)).text()).toBe('POST yes a=%C3%A4');
});
