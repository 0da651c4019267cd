import { describe, expect, test } from '@jest/globals';
import { boundaryOf, readMultipart } from './read-multipart.ts';

const BODY = [
  '--xYz',
  'Content-Disposition: form-data; name="kind"',
  '',
  'INVENTORY',
  '--xYz',
  'Content-Disposition: form-data; name="inventory"; filename="Größe 1.csv"',
  'Content-Type: text/csv',
  '',
  'Event,Venue\r\n--xY almost\r\nGala,Hall\r\n',
  '--xYz',
  'Content-Disposition: form-data; name="venues"; filename=""',
  '',
  '',
  '--xYz--',
  'epilogue',
].join('\r\n');

const PARTS = [
  ['kind', null, 'INVENTORY'],
  ['inventory', 'Größe 1.csv', 'Event,Venue\r\n--xY almost\r\nGala,Hall\r\n'],
  ['venues', '', ''],
];

describe('a multipart body', () => {
  test.each([1, 2, 7, 64, 10_000])('is read in chunks of %d bytes', async (size) => {
    expect(await partsOf(chunks(BODY, size))).toEqual(PARTS);
  });

  test('may begin with a preamble', async () => {
    expect(await partsOf(chunks(`ignore me\r\n${BODY}`, 5))).toEqual(PARTS);
  });

  test('parts that nobody reads are skipped', async () => {
    const names: string[] = [];
    for await (const { name } of readMultipart(chunks(BODY, 3), 'xYz')) names.push(name);
    expect(names).toEqual(['kind', 'inventory', 'venues']);
  });

  test('that breaks off is an error', async () => {
    await expect(partsOf(chunks(BODY.slice(0, 200), 50))).rejects.toThrow('ends before its last boundary');
    await expect(partsOf(chunks('', 50))).rejects.toThrow('ends before');
    await expect(partsOf(chunks(`--xYz\r\n${'x'.repeat(20_000)}`, 1000))).rejects.toThrow('too long');
    await expect(partsOf(chunks('--xYz\r\nContent-Type: text/csv\r\n\r\nA\r\n--xYz--', 1000))).rejects.toThrow(
      'no name',
    );
  });
});

test('the boundary of a content type', () => {
  expect(boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryAbc')).toBe('----WebKitFormBoundaryAbc');
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
  expect(boundaryOf('text/csv')).toBeNull();
});

async function partsOf(body: AsyncIterable<Uint8Array>): Promise<unknown[]> {
  const parts: unknown[] = [];
  for await (const { name, fileName, content } of readMultipart(body, 'xYz')) {
    const bytes: Buffer[] = [];
    for await (const chunk of content) bytes.push(Buffer.from(chunk));
    parts.push([name, fileName, Buffer.concat(bytes).toString()]);
  }
  return parts;
}

async function* chunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
