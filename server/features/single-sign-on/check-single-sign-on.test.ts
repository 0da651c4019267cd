import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { type OpenIdProvider, startOpenIdProvider } from '../../test/openid-provider.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { type Scene, setScene, startWithProvider, UPDATE } from './single-sign-on-scene.ts';

let provider: OpenIdProvider;
let app: TestApp;
let close: () => Promise<void>;
let scene: Scene;
beforeAll(async () => {
  ({ app, provider, close } = await startWithProvider());
});
afterAll(() => close());
beforeEach(async () => {
  provider.instead.clear();
  scene = await setScene(app, provider);
});

const CHECK =
  'mutation ($input: CheckSingleSignOnInput!) { checkSingleSignOn(input: $input) { findings { code isProblem } } }';

test('a check says in words what keeps the provider from working', async () => {
  const codes = async (input: Record<string, unknown>): Promise<string[]> => {
    const { checkSingleSignOn } = await scene.api.ask(CHECK, { input });
    return checkSingleSignOn.findings.map(({ code }: { code: string }) => code);
  };
  const json = (facts: object) => (response: ServerResponse) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(facts));
  const document = '/.well-known/openid-configuration';
  expect(await codes({})).toEqual(['READY']);
  expect(await codes({ clientSecret: 'a wrong one' })).toEqual(['CLIENT_REFUSED']);
  expect(await codes({ clientId: 'nobody' })).toEqual(['CLIENT_REFUSED']);
  expect(await codes({ issuer: 'ftp://login.example.com' })).toEqual(['ADDRESS_REFUSED']);
  expect(await codes({ issuer: 'https://169.254.169.254' })).toEqual(['ADDRESS_REFUSED']);
  expect(await codes({ issuer: 'http://127.0.0.1:1' })).toEqual(['UNREACHABLE']);
  provider.instead.set(document, (response) => void response.writeHead(404).end());
  expect(await codes({})).toEqual(['NO_PROVIDER']);
  provider.instead.set(document, json({ issuer: 'https://other.example.com' }));
  expect(await codes({})).toEqual(['OTHER_ISSUER']);
  const bare = {
    issuer: provider.issuer,
    response_types_supported: ['id_token'],
    token_endpoint: `${provider.issuer}/token`,
  };
  provider.instead.set(document, json(bare));
  expect(await codes({})).toEqual(['NO_CODE_FLOW', 'NO_PKCE', 'NO_SIGN_OUT', 'READY']);
});

test('a check never sends the stored secret to another provider', async () => {
  const hostile = await startOpenIdProvider();
  try {
    const seen: (string | undefined)[] = [];
    hostile.onRequest = (request) => void seen.push(request.headers.authorization);
    await scene.api.ask(CHECK, { input: { issuer: hostile.issuer } });
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(Boolean)).toEqual([]);
  } finally {
    await hostile.close();
  }
});

test('a service that others can reach asks nobody without https, nor this machine', async () => {
  const open = await startTestApp({ PUBLIC_URL: 'https://backfill.example.com' });
  try {
    const { api } = await (await open.world()).actor('SUPER_USER');
    for (const issuer of [provider.issuer, provider.issuer.replace('http', 'https')]) {
      const { checkSingleSignOn } = await api.ask(CHECK, { input: { issuer, clientId: 'x' } });
      expect(checkSingleSignOn.findings).toEqual([{ code: 'ADDRESS_REFUSED', isProblem: true }]);
      const { updateSingleSignOn } = await api.ask(UPDATE, { input: { expectedVersion: 0, issuer } });
      expect(updateSingleSignOn.userErrors).toMatchObject([{ path: ['issuer'] }]);
    }
  } finally {
    await open.close();
  }
});
