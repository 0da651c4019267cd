import type { ReadStream } from 'node:tty';
import { CommandError } from './command.ts';

/** Reads the first line of standard input; at a terminal it asks for it and shows nothing of what is typed. */
export async function readSecret(prompt: string, input: NodeJS.ReadStream = process.stdin): Promise<string> {
  return input.isTTY ? typedSecret(prompt, input) : pipedSecret(input);
}

async function pipedSecret(input: AsyncIterable<Buffer | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return (
    Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0] ?? ''
  );
}

const enter = new Set(['\r', '\n', '\u0004']);
const erase = new Set(['\u0008', '\u007f']);
const interrupt = '\u0003';

async function typedSecret(prompt: string, input: ReadStream): Promise<string> {
  process.stderr.write(prompt);
  input.setRawMode(true);
  input.setEncoding('utf8');
  try {
    return await typedLine(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    process.stderr.write('\n');
  }
}

async function typedLine(input: ReadStream): Promise<string> {
  const typed: string[] = [];
  for await (const chunk of input.iterator({ destroyOnReturn: false })) {
    for (const character of String(chunk)) {
      if (enter.has(character)) return typed.join('');
      if (character === interrupt) throw new CommandError('Cancelled.');
      if (erase.has(character)) typed.pop();
      else typed.push(character);
    }
  }
  return typed.join('');
}
