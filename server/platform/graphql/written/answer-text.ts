import type { ApolloServerOptions, BaseContext } from '@apollo/server';

type Stringify = NonNullable<ApolloServerOptions<BaseContext>['stringifyResult']>;

/** The data of an answer that is written already. Who takes it for an object, as JSON.stringify does, gets one. */
export class AnswerText {
  readonly #json: string;

  constructor(json: string) {
    this.#json = json;
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
  const parts: string[] = [];
  if (errors !== undefined) parts.push(`"errors":${JSON.stringify(errors)}`);
  if (data !== undefined) parts.push(`"data":${data instanceof AnswerText ? data.toString() : JSON.stringify(data)}`);
  if (extensions !== undefined) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  return `{${parts.join(',')}}\n`;
};
