import { TextDecoder } from 'node:util';
import type { FileSource } from './file-source.ts';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * Reads a file as text, whatever a spreadsheet saved it as: UTF-8 or UTF-16 with or without a byte order mark, and otherwise
 * Windows-1252, in which every byte is a character. The file is read twice, in small parts, and never held as a whole.
 */
export async function* decodeText(source: FileSource): AsyncGenerator<string> {
  const decoder = new TextDecoder(await detectEncoding(source));
  for await (const bytes of source.open()) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** Finds out how the file is encoded; UTF-8 only if every byte of it is valid UTF-8. */
export async function detectEncoding(source: FileSource): Promise<TextEncodingName> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let start = new Uint8Array(0);
  let isValid = true;
  for await (const bytes of source.open()) {
    if (start.length < SAMPLE_BYTES) start = joined(start, bytes.subarray(0, SAMPLE_BYTES));
    isValid = isValid && decodes(strict, bytes);
    if (!isValid && start.length >= SAMPLE_BYTES) break;
  }
  const wide = wideEncoding(start);
  if (wide) return wide;
  return (isValid && decodes(strict)) || startsWith(start, [0xef, 0xbb, 0xbf]) ? 'utf-8' : 'windows-1252';
}

function decodes(strict: TextDecoder, bytes?: Uint8Array): boolean {
  try {
    strict.decode(bytes, { stream: bytes !== undefined });
    return true;
  } catch {
    return false;
  }
}

const SAMPLE_BYTES = 64;

/** UTF-16 by its byte order mark, or by the zero bytes of a Latin heading. */
function wideEncoding(start: Uint8Array): TextEncodingName | null {
  if (startsWith(start, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(start, [0xfe, 0xff])) return 'utf-16be';
  if (start.length < 4) return null;
  const zeros = (parity: number) => start.filter((byte, index) => index % 2 === parity && byte === 0).length;
  const half = start.length / 2;
  if (zeros(1) > half * 0.8 && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) > half * 0.8 && zeros(1) === 0) return 'utf-16be';
  return null;
}

function startsWith(bytes: Uint8Array, mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
