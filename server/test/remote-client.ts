import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphqlAnswer } from './api-client.ts';

/** Talks to a service that runs as a process of its own. The session may come from another process of the same database. */
export class RemoteClient {
  readonly url: string;
  cookie: string;

  constructor(url: string, cookie = '') {
    this.url = url;
    this.cookie = cookie;
  }

  /** Signs in with a password; the session is this client's from then on. */
  async signIn(email: string, password: string, organization: string): Promise<void> {
    const response = await this.#post({
      documentId: 'sign-in',
      variables: { input: { email, password, organization } },
    });
    this.cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    if (!this.cookie) throw new Error(`The sign-in was refused: ${await response.text()}`);
  }

  /** Sends one document that must work, and returns its data. A service that is busy for a moment is asked again, as it says. */
  async ask(query: string, variables: Record<string, unknown> = {}, attempts = 5): Promise<GraphqlAnswer['data']> {
    const answer = (await (await this.#post({ query, variables })).json()) as Omit<GraphqlAnswer, 'status'>;
    if (answer.errors?.[0]?.extensions.code === 'RETRY' && attempts > 1) {
      await sleep(1_000);
      return this.ask(query, variables, attempts - 1);
    }
    if (answer.errors) throw new Error(`The request failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** Uploads one bare file and returns the id of its import. */
  async upload(kind: string, text: string): Promise<string> {
    const response = await fetch(`${this.url}/imports?kind=${kind}&name=${kind}.csv`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie: this.cookie, 'x-backfill-csrf': '1' },
      body: text,
    });
    const body = (await response.json()) as { importId?: string };
    if (!body.importId) throw new Error(`The upload was refused: ${JSON.stringify(body)}`);
    return body.importId;
  }

  #post(body: object): Promise<Response> {
    return fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify(body),
    });
  }
}
