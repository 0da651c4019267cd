import type { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Codes of top-level errors (`extensions.code`): bugs, sign-in, permission and limits. Everything else is a user error. */
export type RequestErrorCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'RETRY' | 'INTERNAL';

/** A failure of the whole request or field, shown to the caller word for word. */
export class RequestError extends GraphQLError {
  /** @param http how the whole request is answered, where it does not even begin */
  constructor(code: RequestErrorCode, message: string, http?: { status: number; headers: HeaderMap }) {
    super(message, { extensions: http ? { code, http } : { code } });
  }
}

/** An argument that the schema's types cannot refuse by themselves. */
export function badInput(message: string): RequestError {
  return new RequestError('BAD_USER_INPUT', message);
}
