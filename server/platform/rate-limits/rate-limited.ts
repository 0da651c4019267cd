import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** The answer to whoever asks too often: HTTP 429, with the seconds to wait. */
export function rateLimited(message: string, waitMilliseconds: number): GraphQLError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMilliseconds / 1000));
  return new GraphQLError(`${message} Try again in ${inWords(retryAfterSeconds)}.`, {
    extensions: {
      code: 'RATE_LIMITED',
      retryAfterSeconds,
      http: { status: 429, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) },
    },
  });
}

function inWords(seconds: number): string {
  if (seconds > 90) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
