import type { App } from '../app.ts';

/** What a browser does between our pages and those of a provider: it keeps cookies by origin and follows redirects one at a time. */
export class WalkingBrowser {
  readonly #app: App;
  readonly #origin: string;
  readonly #cookies = new Map<string, Map<string, string>>();

  constructor(app: App, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  /** The value of a cookie of ours. */
  cookie(name: string): string | undefined {
    return this.#jar(this.#origin).get(name);
  }

  /** Removes the cookies of an origin, as after signing out there. */
  forget(origin: string): void {
    this.#cookies.delete(origin);
  }

  /** Opens an address and returns where it leads, or undefined where it leads nowhere. */
  async open(address: string, headers: Record<string, string> = {}): Promise<string | undefined> {
    const url = new URL(address, this.#origin);
    const jar = this.#jar(url.origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer =
      url.origin === this.#origin
        ? await this.#ours(url, { ...headers, cookie })
        : await theirs(url, { ...headers, cookie });
    for (const line of answer.cookies) keep(jar, line);
    return answer.location === undefined ? undefined : new URL(answer.location, url).href;
  }

  /** Goes on until an address of ours that is no part of signing in, and returns its path and query. */
  async walk(address: string, headers: Record<string, string> = {}): Promise<string> {
    let next = address;
    for (let steps = 0; steps < 20; steps += 1) {
      const leads = await this.open(next, steps === 0 ? headers : {});
      if (leads === undefined) return `nowhere from ${next}`;
      const url = new URL(leads);
      if (url.origin === this.#origin && !url.pathname.startsWith('/sso/')) return `${url.pathname}${url.search}`;
      next = leads;
    }
    throw new Error('The redirects do not end.');
  }

  /** Opens the address and follows redirects until one leads to our callback, which is returned unopened. */
  async walkToCallback(address: string, headers: Record<string, string> = {}): Promise<string> {
    let next = address;
    for (let steps = 0; steps < 20; steps += 1) {
      const leads = await this.open(next, steps === 0 ? headers : {});
      if (leads?.startsWith(`${this.#origin}/sso/callback/`)) return leads;
      if (leads === undefined) throw new Error(`Nothing follows ${next}.`);
      next = leads;
    }
    throw new Error('The redirects do not end.');
  }

  async #ours(url: URL, headers: Record<string, string>): Promise<Answer> {
    const { headers: sent } = await this.#app.http.inject({
      method: 'GET',
      url: `${url.pathname}${url.search}`,
      headers,
    });
    const cookies = [sent['set-cookie'] ?? []].flat();
    return { location: sent.location, cookies };
  }

  #jar(origin: string): Map<string, string> {
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    return jar;
  }
}

interface Answer {
  location: string | undefined;
  cookies: string[];
}

async function theirs(url: URL, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(url, { headers, redirect: 'manual' });
  await answer.arrayBuffer();
  return { location: answer.headers.get('location') ?? undefined, cookies: answer.headers.getSetCookie() };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const name = pair.slice(0, pair.indexOf('='));
  const value = pair.slice(name.length + 1);
  if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
