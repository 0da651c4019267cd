import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { inOnePiece } from './text-builder.ts';

type Stringify = NonNullable<ApolloServerOptions<BaseContext>['stringifyResult']>;

/** The data of an answer that is written already. Who takes it for an object, as JSON.stringify does, gets one. */
export class AnswerText {
  readonly #json: string;

  constructor(json: string) {
    this.#json = inOnePiece(json);
  }

  toString(): string {
    return this.#json;
  }

  toJSON(): unknown {
    return JSON.parse(this.#json);
  }
}

/** The body of an answer, errors first, as Apollo writes it. */
export const stringifyAnswer: Stringify = ({ errors, data, extensions }) => {
  let text = '';
  const add = (name: string, json: string): void => {
    text += `${text === '' ? '{' : ','}"${name}":${json}`;
  };
  if (errors !== undefined) add('errors', JSON.stringify(errors));
  if (data !== undefined) add('data', data instanceof AnswerText ? data.toString() : JSON.stringify(data));
  if (extensions !== undefined) add('extensions', JSON.stringify(extensions));
  return `${text === '' ? '{' : text}}\n`;
};

/**
 * The body as bytes, where each character is one: as a text, node:http would put it together with the headers, count its bytes and
 * encode it, which for a page takes as long as reading a third of its rows.
 */
export function bytesOf(body: unknown): unknown {
  return typeof body === 'string' && Buffer.byteLength(body) === body.length ? Buffer.from(body, 'latin1') : body;
}
