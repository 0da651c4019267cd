import { describe, expect, test } from '@jest/globals';
import { decodeText, detectEncoding } from './decode-text.ts';
import { bytesSource, type FileSource } from './file-source.ts';

const TEXT = 'Event,Venue,Notes\nGala,Théâtre São João,Zoë\n';

describe('reading a file as text', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff' + TEXT)],
    ['UTF-16 little-endian with a byte order mark', Buffer.from('\ufeff' + TEXT, 'utf16le')],
    ['UTF-16 big-endian with a byte order mark', Buffer.from('\ufeff' + TEXT, 'utf16le').swap16()],
    ['UTF-16 little-endian without a mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 big-endian without a mark', Buffer.from(TEXT, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(TEXT, 'latin1')],
  ])('understands %s', async (_name, bytes) => {
    expect(await textOf(bytesSource(bytes))).toBe(TEXT);
  });

  test('joins characters that two parts of the file share', async () => {
    for (const bytes of [Buffer.from(TEXT), Buffer.from('\ufeff' + TEXT, 'utf16le')])
      expect(await textOf(byteByByte(bytes))).toBe(TEXT);
  });

  test('reads curly quotes and the euro sign of Windows-1252', async () => {
    const bytes = Buffer.from([0x93, 0x80, 0x94]);
    expect(await detectEncoding(bytesSource(bytes))).toBe('windows-1252');
    expect(await textOf(bytesSource(bytes))).toBe('“€”');
  });

  test('an invalid byte far behind valid UTF-8 still means Windows-1252', async () => {
    const bytes = Buffer.concat([Buffer.from('a'.repeat(100_000)), Buffer.from([0xe9])]);
    expect(await detectEncoding(bytesSource(bytes))).toBe('windows-1252');
  });
});

async function textOf(source: FileSource): Promise<string> {
  let text = '';
  for await (const part of decodeText(source)) text += part;
  return text;
}

function byteByByte(bytes: Uint8Array): FileSource {
  return {
    async *open() {
      for (const byte of bytes) yield Uint8Array.of(byte);
    },
  };
}
