/** One part of a multipart body. Its content must be read before the next part is asked for; what is left is skipped. */
export interface MultipartPart {
  /** Name of the form field. */
  name: string;
  /** Null for a field that is not a file. */
  fileName: string | null;
  content: AsyncGenerator<Buffer>;
}

/** The body is not what its content type says. */
export class MalformedMultipart extends Error {}

/** The boundary of a `multipart/form-data` content type, or null. */
export function boundaryOf(contentType: string): string | null {
  const match = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2] ?? null;
}

/** Reads a multipart body (RFC 7578) part by part as it comes in; no more than a chunk of it is held at a time. */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<MultipartPart> {
  // The very first boundary may stand without a line break before it.
  const input = bufferedInput(body, Buffer.from('\r\n'));
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  for await (const _preamble of until(input, delimiter));
  for (;;) {
    if (await input.startsWith('--')) return;
    const headers = await headersOf(input);
    const content = until(input, delimiter);
    yield { ...dispositionOf(headers), content };
    for await (const _unread of content);
  }
}

interface Input {
  buffer: Buffer;
  more(): Promise<void>;
  startsWith(text: string): Promise<boolean>;
}

const LONGEST_HEADERS = 16_000;

function bufferedInput(body: AsyncIterable<Uint8Array>, start: Buffer): Input {
  const source = body[Symbol.asyncIterator]();
  const input: Input = {
    buffer: start,
    async more() {
      const next = await source.next();
      if (next.done) throw new MalformedMultipart('The body ends before its last boundary.');
      input.buffer = Buffer.concat([input.buffer, next.value]);
    },
    async startsWith(text) {
      while (input.buffer.length < text.length) await input.more();
      return input.buffer.toString('latin1', 0, text.length) === text;
    },
  };
  return input;
}

/** What comes before the mark; the mark itself is taken too. */
async function* until(input: Input, mark: Buffer): AsyncGenerator<Buffer> {
  for (;;) {
    const at = input.buffer.indexOf(mark);
    const end = at >= 0 ? at : Math.max(0, input.buffer.length - mark.length + 1);
    const content = input.buffer.subarray(0, end);
    input.buffer = input.buffer.subarray(at >= 0 ? at + mark.length : end);
    if (content.length > 0) yield content;
    if (at >= 0) return;
    await input.more();
  }
}

async function headersOf(input: Input): Promise<string> {
  for (;;) {
    const end = input.buffer.indexOf('\r\n\r\n');
    if (end >= 0) {
      const headers = input.buffer.toString('utf8', 0, end);
      input.buffer = input.buffer.subarray(end + 4);
      return headers;
    }
    if (input.buffer.length > LONGEST_HEADERS) throw new MalformedMultipart('The headers of a part are too long.');
    await input.more();
  }
}

function dispositionOf(headers: string): { name: string; fileName: string | null } {
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(headers)?.[1] ?? '';
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) throw new MalformedMultipart('A part has no name.');
  return { name, fileName: /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1] ?? null };
}
