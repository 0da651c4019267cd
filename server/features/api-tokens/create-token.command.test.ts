import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiClient } from '../../test/api-client.ts';
import { type CommandOutcome, typeCommand } from '../../test/command-line.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { createTokenCommand } from './create-token.command.ts';

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
  world = await app.world();
  await world.user('TICKET_MANAGER', { email: 'quinn@example.com' });
});
afterAll(() => app.close());

function run(options: Record<string, string>): Promise<CommandOutcome> {
  const given = { organization: world.slug, email: 'Quinn@example.com', scopes: 'BACKFILL', name: 'Sync', ...options };
  const words = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  return typeCommand(app, [createTokenCommand], ['token', 'create', ...words]);
}

test('prints a secret that works, and nothing else', async () => {
  const { code, printed } = await run({ scopes: 'read_inventory, BACKFILL' });
  expect(code).toBe(0);
  expect(printed).toEqual([expect.stringMatching(/^bft_[0-9A-Za-z]{49}$/)]);
  const api = new ApiClient(app, { bearer: printed[0] });
  expect(await api.ask('{ viewer { user { email } } backfills { nodes { id } } }')).toEqual({
    viewer: { user: { email: 'quinn@example.com' } },
    backfills: { nodes: [] },
  });
  expect(await api.refusal('{ contacts { nodes { id } } }')).toBe('FORBIDDEN');
  const [token] = await app.database.global<{ days: number; created_by_id: string | null }>(
    `SELECT extract(day FROM expires_at - created_at)::int AS days, created_by_id FROM api_tokens WHERE organization_id = $1`,
    [world.organizationId],
  );
  expect(token).toEqual({ days: 90, created_by_id: null });
});

test.each([
  [{ organization: 'nowhere' }, '--organization: there is no organization "nowhere".'],
  [{ email: 'nobody@example.com' }, '--email: the organization has no user with the address nobody@example.com.'],
  [{ scopes: 'EVERYTHING' }, '--scopes: there is no scope "EVERYTHING".'],
  [{ days: '1.5' }, '--days: 1.5 is not a whole number.'],
  [{ days: '367', name: 'Long' }, 'A token ends within the next 366 days'],
])('%j is refused', async (options, complaint) => {
  const { code, printed, complaint: complained } = await run(options);
  expect([code, printed]).toEqual([1, []]);
  expect(complained).toContain(complaint);
});
