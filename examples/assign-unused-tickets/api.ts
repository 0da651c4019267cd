import { setTimeout as pause } from 'node:timers/promises';
import type { TypedDocumentString } from './gql/graphql.ts';

/** Sends a typed document and returns its data. */
export type Api = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** The whole request was refused; trying again would not help. */
export class ApiRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The service could not be reached, or stayed busy. */
export class GaveUp extends Error {}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

const ATTEMPTS = 8;
const LONGEST_WAIT_SECONDS = 120;

/**
 * An API that tries again while the service is busy, asks to slow down or cannot be reached. That is safe here: every mutation of this
 * program may be sent twice (see docs/api/idempotency.md).
 */
export function createApi(options: { url: string; token: string; log(text: string): void }): Api {
  return async function send<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await sendOnce(options, JSON.stringify({ query: document.toString(), variables }));
      if ('data' in outcome) return outcome.data as Data;
      if (attempt === ATTEMPTS) throw new GaveUp(`Gave up after ${ATTEMPTS} attempts: ${outcome.problem}`);
      const seconds = Math.min(outcome.retryAfter ?? 0.25 * 2 ** attempt, LONGEST_WAIT_SECONDS);
      options.log(`${outcome.problem} Trying again in ${seconds} s.`);
      await pause(seconds * 1000);
    }
  };
}

type Outcome = { data: unknown } | { problem: string; retryAfter?: number };

async function sendOnce({ url, token }: { url: string; token: string }, body: string): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    });
    text = await response.text();
  } catch (error) {
    // Whether the request arrived is not known.
    return { problem: `No answer (${(error as Error).message}).` };
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? undefined);
  if (response.status === 429 || response.status >= 500) {
    return { problem: `The service answered ${response.status}.`, ...(retryAfter > 0 && { retryAfter }) };
  }
  return read(JSON.parse(text) as Answer);
}

/** With an error, data is incomplete: it is not used. */
function read({ data, errors: [error] = [] }: Answer): Outcome {
  if (!error) return { data };
  const { code = 'UNKNOWN', requestId } = error.extensions ?? {};
  throw new ApiRefused(code, `${code}: ${error.message}${requestId ? ` (request ${requestId})` : ''}`);
}
