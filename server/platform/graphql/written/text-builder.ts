/** A piece of the answer that is known, or waits for something. */
export type Text = string | Promise<string>;

/** Puts pieces together: a string as long as all are known. */
export class TextBuilder {
  #text: string;
  #parts: Text[] | undefined;

  constructor(begin: string) {
    this.#text = begin;
  }

  add(label: string, value: Text): void {
    if (typeof value === 'string') {
      this.#text += label + value;
    } else {
      (this.#parts ??= []).push(this.#text + label, value);
      this.#text = '';
    }
  }

  end(end: string): Text {
    const text = this.#text + end;
    return this.#parts ? joined([...this.#parts, text]) : text;
  }

  /** Fails, but not before what waits has ended: it may fail too, and somebody has to look. */
  abandon(error: unknown): Promise<string> {
    if (this.#parts) return Promise.allSettled(this.#parts).then(() => Promise.reject(error as Error));
    throw error;
  }
}

/** Put together by +, which copies nothing: a text is a tree of its parts until somebody looks into it. */
async function joined(parts: readonly Text[]): Promise<string> {
  let text = '';
  for (const part of await Promise.all(parts)) text += part;
  return text;
}

/**
 * The text, no longer a tree: what stays for a while is copied by the garbage collector, and a tree of thousands of parts takes it four times
 * as long. Looking at a character is what makes V8 put it together.
 */
export function inOnePiece(text: string): string {
  text.charCodeAt(0);
  return text;
}

/** As graphql-js tells: anything with a `then`. */
export function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
