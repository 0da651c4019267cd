import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from '../context.ts';
import { isPassing } from '../database/passing-fault.ts';
import { describeError } from '../describe-error.ts';
import type { Log } from '../log.ts';

/** What graphql-js says, without a code, when it has told enough about the variables. */
const TOO_MANY = 'Too many errors processing variables';

interface ErrorFormatter {
  formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError;
  /** Plugin that tells the formatter which request an error belongs to: Apollo does not pass it on. */
  rememberRequest: ApolloServerPlugin<RequestContext>;
}

/**
 * What a caller sees of an error: what was thrown for them word for word; a passing fault of the database as RETRY; anything
 * else as INTERNAL with the request id, the rest only in the log.
 */
export function errorFormatter(log: Log): ErrorFormatter {
  const requests = new WeakMap<object, RequestContext>();
  return {
    rememberRequest: {
      async requestDidStart({ contextValue }) {
        return {
          async didEncounterErrors({ errors }) {
            for (const error of errors) requests.set(error, contextValue);
          },
        };
      },
    },
    formatError(formatted, error) {
      const original = unwrapResolverError(error);
      if (formatted.message.startsWith(TOO_MANY)) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
      const request = typeof error === 'object' && error !== null ? requests.get(error) : undefined;
      if (isForCaller(original, formatted)) return toCaller(formatted, error, request);
      const requestId = request?.requestId;
      const facts = { requestId, error: describeError(original) };
      if (isPassing(original)) {
        log.warn(facts, 'the database could not answer now');
        return { ...formatted, ...busy(requestId) };
      }
      log.error(facts, 'a request failed');
      const message = `Something went wrong on our side. Please quote the request id ${requestId ?? 'in the log'}.`;
      return { ...formatted, message, extensions: { code: 'INTERNAL', requestId } };
    },
  };
}

/** What a caller is told who should try again. */
export function busy(requestId: string | undefined): {
  message: string;
  extensions: { code: 'RETRY'; requestId?: string };
} {
  return { message: 'The service is busy. Try again in a moment.', extensions: { code: 'RETRY', requestId } };
}

function isForCaller(original: unknown, formatted: GraphQLFormattedError): boolean {
  const code = formatted.extensions?.code;
  return original instanceof GraphQLError && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR';
}

function toCaller(
  formatted: GraphQLFormattedError,
  error: unknown,
  request: RequestContext | undefined,
): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  // Apollo gives whatever validation finds one code.
  const code = error instanceof GraphQLError ? codeOf(error.originalError) : undefined;
  if (code === 'QUERY_TOO_COMPLEX') extensions.code = code;
  const message = request?.signedIn ? formatted.message : withoutHints(formatted.message);
  return { ...formatted, message: shortened(message), extensions };
}

const LONGEST_MESSAGE = 1000;

function codeOf(error: Error | undefined): unknown {
  return error instanceof GraphQLError ? error.extensions.code : undefined;
}

/** Suggestions of graphql-js name parts of the schema, which strangers have no business with. */
function withoutHints(message: string): string {
  return message.replace(/ ?Did you mean[^?]*\?/g, '');
}

/** graphql-js repeats what was sent, however much it was. */
function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}...` : message;
}
