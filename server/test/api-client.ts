import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import { SESSION_COOKIE } from '../platform/http/session-cookie.ts';

export interface GraphqlAnswer {
  status: number;
  // Tests read answers of any shape; a wrong path fails the test by itself.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where an answer has no type
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
}

type Server = Pick<App, 'http' | 'trustedDocuments'>;

/**
 * Talks to the app as a third party would: GraphQL over HTTP with a session cookie or an API token, without opening a port. A stranger's
 * documents are made trusted ones first, as those of the client are: what else a stranger sends is never read.
 */
export class ApiClient {
  readonly #app: Server;
  #token: string | undefined;
  readonly #bearer: string | undefined;

  constructor(app: Server, { session, bearer }: { session?: string; bearer?: string } = {}) {
    this.#app = app;
    this.#token = session;
    this.#bearer = bearer;
  }

  /** Sends one document and returns the answer, errors included. */
  async send(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const isStranger = this.#token === undefined && this.#bearer === undefined;
    const response = await this.#app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        ...(this.#bearer === undefined ? {} : { authorization: `Bearer ${this.#bearer}` }),
      },
      cookies: this.#token ? { [SESSION_COOKIE]: this.#token } : {},
      payload: JSON.stringify({ ...(isStranger ? { documentId: this.#trust(query) } : { query }), variables }),
    });
    const cookie = response.cookies.find(({ name }) => name === SESSION_COOKIE);
    if (cookie) this.#token = cookie.value || undefined;
    const body = JSON.parse(response.body) as Omit<GraphqlAnswer, 'status'>;
    return { status: response.statusCode, data: body.data, errors: body.errors };
  }

  #trust(document: string): string {
    const documentId = `sha256:${createHash('sha256').update(document).digest('hex')}`;
    this.#app.trustedDocuments.set(documentId, document);
    return documentId;
  }

  /** Sends one document that must work, and returns its data. */
  async ask(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer['data']> {
    const answer = await this.send(query, variables);
    if (answer.errors) throw new Error(`The request failed: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** Sends one document that must be refused as a whole, and returns the code of its first error. */
  async refusal(query: string, variables: Record<string, unknown> = {}): Promise<string> {
    const answer = await this.send(query, variables);
    const code = answer.errors?.[0]?.extensions.code;
    if (!code) throw new Error(`The request was not refused: ${JSON.stringify(answer.data)}`);
    return code;
  }

  /** The secret of its API token. */
  get bearer(): string | undefined {
    return this.#bearer;
  }

  get sessionToken(): string | undefined {
    return this.#token;
  }
}
