import { setTimeout as sleep } from 'node:timers/promises';

export interface Asking {
  url: string;
  session: string;
  counts: Counts;
  /** Ends the asking where nobody will answer any more. */
  gaveUp: AbortSignal;
}

export interface Counts {
  /** Requests sent. */
  asked: number;
  /** Of them: no answer, because somebody was killed. */
  cutOff: number;
  /** Of them: answered with 503, try again. */
  busy: number;
}

export interface Answer<Data> {
  data: Data;
  /** When the request was sent that was answered, in ms. */
  askedAt: number;
}

const TIMEOUT = 20_000;

/**
 * Sends a request as a well-behaved client does: the same one again while there is no answer, or one that says to try again.
 * Any other error is thrown. Undefined after so many tries.
 */
export async function askUntilAnswered<Data>(
  { url, session, counts, gaveUp }: Asking,
  query: string,
  variables: object,
  tries = Infinity,
): Promise<Answer<Data> | undefined> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    gaveUp.throwIfAborted();
    const askedAt = Date.now();
    counts.asked += 1;
    const answer = await send(url, session, { query, variables });
    if (answer === undefined) counts.cutOff += 1;
    else if (answer.status === 503) counts.busy += 1;
    else return { data: dataOf<Data>(answer), askedAt };
    await sleep(50 + Math.random() * 200);
  }
  return undefined;
}

async function send(url: string, session: string, body: object): Promise<{ status: number; text: string } | undefined> {
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `backfill_session=${session}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return undefined;
  }
}

function dataOf<Data>({ status, text }: { status: number; text: string }): Data {
  const body = JSON.parse(text) as { data?: Data; errors?: unknown };
  if (body.errors || !body.data) throw new Error(`An answer that no client should see: ${status} ${text}`);
  return body.data;
}
