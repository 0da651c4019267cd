import { Agent, request } from 'node:http';
import type { HttpRequest } from '../questions/question.ts';

export interface Load {
  url: string;
  connections: number;
  /** Each connection asks again and again until then ... */
  seconds: number;
  /** ... or until this returns undefined. */
  next(): HttpRequest | undefined;
}

export interface Measured {
  requests: number;
  /** Answered with 503: the server had too much to do. They count in no other figure. */
  refused: number;
  seconds: number;
  /** Of each request, in ms, ascending. */
  latencies: number[];
}

/**
 * Asks a server over connections that stay open, each with one request at a time. A server may say that it is busy; any other
 * answer that is no success ends the run.
 */
export async function runLoad({ url, connections, seconds, next }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const client = async (): Promise<void> => {
    for (let now = performance.now(); now < end; now = performance.now()) {
      const question = next();
      if (!question) return;
      const { status, text } = await exchange(url, question, agent);
      if (status === 503) refused += 1;
      else {
        checkAnswer(question, status, text);
        latencies.push(performance.now() - now);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, client));
  } finally {
    agent.destroy();
  }
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, refused, seconds: (performance.now() - started) / 1000, latencies };
}

/** One request; the text of its answer. */
export async function send(url: string, question: HttpRequest): Promise<string> {
  const { status, text } = await exchange(url, question);
  checkAnswer(question, status, text);
  return text;
}

function exchange(
  url: string,
  { method, path, headers, body }: HttpRequest,
  agent?: Agent,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(`${url}${path}`, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** GraphQL may fail with 200 as well. */
function checkAnswer({ method, path }: HttpRequest, status: number, text: string): void {
  if (status === 200 && !text.startsWith('{"errors"')) return;
  throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
}
