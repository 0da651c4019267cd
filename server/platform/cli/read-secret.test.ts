import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { readSecret } from './read-secret.ts';

describe('a password from standard input', () => {
  it.each([
    ['a line', 'correct horse\n', 'correct horse'],
    ['a line of Windows', 'correct horse\r\n', 'correct horse'],
    ['no end of line', 'correct horse', 'correct horse'],
    ['spaces that belong to it', '  correct horse  \n', '  correct horse  '],
    ['a byte order mark', '\uFEFFcorrect horse\n', 'correct horse'],
    ['more lines', 'correct horse\nanother\n', 'correct horse'],
    ['nothing', '', ''],
  ])('is read from %s', async (_case, text, expected) => {
    expect(await readSecret('', piped([Buffer.from(text)]))).toBe(expected);
  });

  it('is put together from pieces that cut a character in two', async () => {
    const bytes = Buffer.from('pässword of twelve\n');
    expect(await readSecret('', piped([bytes.subarray(0, 2), bytes.subarray(2)]))).toBe('pässword of twelve');
  });
});

function piped(chunks: Buffer[]): NodeJS.ReadStream {
  return Readable.from(chunks) as unknown as NodeJS.ReadStream;
}
