import type { App } from '../app.ts';
import { SESSION_COOKIE } from '../platform/http/session-cookie.ts';

export interface GraphqlAnswer {
  status: number;
  // Tests read answers of any shape; a wrong path fails the test by itself.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where an answer has no type
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string; requestId?: string } }[];
}

/** Talks to the app as a third party would: GraphQL over HTTP with a session cookie or an API token, without opening a port. */
export class ApiClient {
  readonly #app: Pick<App, 'http'>;
  #token: string | undefined;
  readonly #bearer: string | undefined;

  constructor(app: Pick<App, 'http'>, { session, bearer }: { session?: string; bearer?: string } = {}) {
    this.#app = app;
    this.#token = session;
    this.#bearer = bearer;
  }

  /** Sends one document and returns the answer, errors included. */
  async send(query: string, variables: Record<string, unknown> = {}): Promise<GraphqlAnswer> {
    const response = await this.#app.http.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        'content-type': 'application/json',
        ...(this.#bearer === undefined ? {} : { authorization: `Bearer ${this.#bearer}` }),
      },
      cookies: this.#token ? { [SESSION_COOKIE]: this.#token } : {},
      payload: JSON.stringify({ query, variables }),
    });
    const cookie = response.cookies.find(({ name }) => name === SESSION_COOKIE);
    if (cookie) this.#token = cookie.value || undefined;
    const body = JSON.parse(response.body) as Omit<GraphqlAnswer, 'status'>;
    return { status: response.statusCode, data: body.data, errors: body.errors };
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
