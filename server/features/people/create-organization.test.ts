import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { createOrganization, type NewOrganization } from './create-organization.ts';
import { setPassword } from './set-password.ts';

const password = 'correct horse battery';
const signIn = `mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { user { name email role } } userErrors { __typename } }
}`;

describe('creating an organization', () => {
  let app: TestApp;
  beforeAll(async () => (app = await startTestApp()));
  afterAll(() => app.close());

  it('gives it a Super User who can sign in', async () => {
    await create({ slug: 'first' });
    const { viewer, userErrors } = (await signInWith('ADMIN@first.example', password)).signIn;
    expect(userErrors).toEqual([]);
    expect(viewer.user).toEqual({ name: 'First Admin', email: 'Admin@first.example', role: 'SUPER_USER' });
  });

  it('gives it what its first backfill needs, and writes down both acts', async () => {
    const created = await create({ slug: 'equipped' });
    if ('problems' in created) throw new Error(created.problems.join());
    const [counts] = await app.database.read(created.organizationId, (tx) =>
      tx.rows<Record<string, number>>(`
        SELECT (SELECT count(*)::int FROM usage_categories) AS usage_categories,
               (SELECT count(*)::int FROM system_profiles) AS system_profiles,
               (SELECT count(*)::int FROM users) AS users`),
    );
    expect(counts).toEqual({ usage_categories: 3, system_profiles: 2, users: 1 });
    expect(await auditOf(created.organizationId)).toEqual(['organization.created', 'user.created']);
  });

  it('refuses a slug that is taken, and leaves nothing of the second behind', async () => {
    await create({ slug: 'taken' });
    const before = await globalCounts();
    expect(await create({ slug: 'taken', name: 'Another' })).toEqual({
      problems: ['--slug: there is an organization "taken" already. Choose another one.'],
    });
    expect(await globalCounts()).toEqual(before);
  });

  it('names all that is wrong at once, and creates nothing', async () => {
    const before = await globalCounts();
    const wrong = {
      slug: 'No Good',
      name: ' ',
      timeZone: 'EST',
      admin: { email: 'admin', name: '', password: 'short' },
    };
    const refused = await createOrganization(app.database, wrong, app.clock.now());
    expect(refused).toEqual({
      problems: [
        expect.stringMatching(/^--slug: /),
        expect.stringMatching(/^--name: /),
        expect.stringMatching(/^--time-zone: /),
        expect.stringMatching(/^--admin-email: /),
        expect.stringMatching(/^--admin-name: /),
        'The password must have at least 12 characters.',
      ],
    });
    expect(await globalCounts()).toEqual(before);
  });

  it('lets one of several that take the same slug at once win', async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => create({ slug: 'contended' })));
    expect(outcomes.filter((outcome) => 'organizationId' in outcome)).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'problems' in outcome)).toHaveLength(3);
  });

  describe('then setting a password', () => {
    const another = 'another horse battery';

    it('replaces the old one, ends the sessions and writes it down', async () => {
      const created = await create({ slug: 'forgetful' });
      if ('problems' in created) throw new Error(created.problems.join());
      const old = app.stranger();
      await old.ask(signIn, { input: { email: 'admin@forgetful.example', password } });
      expect(await old.ask('{ viewer { user { email } } }')).toEqual({
        viewer: { user: { email: 'Admin@forgetful.example' } },
      });
      expect(
        await set({ organization: 'forgetful', email: 'Admin@Forgetful.example', password: another }),
      ).toBeUndefined();
      expect(await old.refusal('{ viewer { user { email } } }')).toBe('UNAUTHENTICATED');
      expect((await signInWith('admin@forgetful.example', password)).signIn.userErrors).toEqual([
        { __typename: 'SignInRefused' },
      ]);
      expect((await signInWith('admin@forgetful.example', another)).signIn.userErrors).toEqual([]);
      expect(await auditOf(created.organizationId)).toEqual([
        'organization.created',
        'user.created',
        'session.started',
        'user.passwordSet',
        'session.refused',
        'session.started',
      ]);
    });

    it('lets a user sign in who never could', async () => {
      const world = await app.world();
      await world.user('EMPLOYEE', { email: 'newcomer@example.com' });
      expect((await signInWith('newcomer@example.com', another)).signIn.viewer).toBeNull();
      expect(await set({ organization: world.slug, email: 'newcomer@example.com', password: another })).toBeUndefined();
      expect((await signInWith('newcomer@example.com', another)).signIn.viewer.user.role).toBe('EMPLOYEE');
    });

    it('is refused with the reason: too short, no such organization, no such user, inactive', async () => {
      const world = await app.world();
      await world.user('EMPLOYEE', { email: 'gone@example.com', isActive: false });
      const facts = { organization: world.slug, email: 'gone@example.com', password: another };
      expect(await set({ ...facts, password: 'short' })).toBe('The password must have at least 12 characters.');
      expect(await set({ ...facts, organization: 'nowhere' })).toBe(
        '--organization: there is no organization "nowhere".',
      );
      expect(await set({ ...facts, email: 'else@example.com' })).toBe(
        '--email: the organization has no user with the address else@example.com.',
      );
      expect(await set(facts)).toBe('--email: the user gone@example.com is inactive and cannot sign in.');
      expect((await signInWith('gone@example.com', another)).signIn.viewer).toBeNull();
    });

    it('does not reach a namesake in another organization', async () => {
      const [one, other] = [await app.world(), await app.world()];
      for (const world of [one, other]) {
        await world.user('EMPLOYEE', { email: 'same@example.com' });
        await set({ organization: world.slug, email: 'same@example.com', password });
      }
      await set({ organization: one.slug, email: 'same@example.com', password: another });
      const input = { email: 'same@example.com', organization: other.slug };
      expect((await app.stranger().ask(signIn, { input: { ...input, password } })).signIn.userErrors).toEqual([]);
      expect(
        (await app.stranger().ask(signIn, { input: { ...input, password: another } })).signIn.userErrors,
      ).toHaveLength(1);
    });
  });

  function create(facts: { slug: string } & Partial<NewOrganization>) {
    const admin = { email: `Admin@${facts.slug}.example`, name: 'First Admin', password };
    const defaults = { name: 'Example Works', timeZone: 'America/New_York', admin };
    return createOrganization(app.database, { ...defaults, ...facts }, app.clock.now());
  }

  function set(facts: { organization: string; email: string; password: string }) {
    return setPassword(app.database, facts, app.clock.now());
  }

  function signInWith(email: string, secret: string) {
    return app.stranger().ask(signIn, { input: { email, password: secret } });
  }

  async function globalCounts() {
    return app.database.global(
      'SELECT (SELECT count(*) FROM organizations) AS o, (SELECT count(*) FROM sign_in_identities) AS i',
    );
  }

  async function auditOf(organizationId: string): Promise<string[]> {
    const rows = await app.database.read(organizationId, (tx) =>
      tx.rows<{ action: string }>('SELECT action FROM audit_entries ORDER BY id'),
    );
    return rows.map(({ action }) => action);
  }
});
