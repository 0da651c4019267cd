import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to do with one request: pass it on (nothing), answer in the service's place, or lose the answer. */
export type Fault = { status: number; retryAfter?: number } | 'LOSE_ANSWER' | undefined;

export interface FaultyProxy {
  url: string;
  /** The operation of each request, in order. */
  operations: string[];
  close(): Promise<void>;
}

/** Stands between a program and the service at `target`, and lets happen to each request what `faultFor` says. */
export async function startFaultyProxy(
  target: string,
  faultFor: (operation: string, count: number) => Fault | Promise<Fault>,
): Promise<FaultyProxy> {
  const operations: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    operations,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = Buffer.concat(await incoming.toArray());
    const operation = /(?:query|mutation) (\w+)/.exec(body.toString())?.[1] ?? '';
    operations.push(operation);
    const fault = await faultFor(operation, operations.filter((name) => name === operation).length);
    if (typeof fault === 'object') {
      const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      outgoing.writeHead(fault.status, headers).end();
      return;
    }
    const forwarded = request(new URL(incoming.url ?? '/', target), { method: 'POST', headers: incoming.headers });
    forwarded.on('error', (error) => outgoing.destroy(error));
    forwarded.on('response', (response) => {
      if (fault === 'LOSE_ANSWER') {
        response.resume().on('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.end(body);
  }
}
