import { randomBytes } from 'node:crypto';
import { afterEach, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { migrate } from './migrate.ts';
import { migrations } from './data-source.ts';

const owner = new URL(process.env.TEST_DATABASE_OWNER_URL ?? '');
const created: { databases: string[]; roles: string[] } = { databases: [], roles: [] };
afterEach(async () => {
  jest.restoreAllMocks();
  for (const name of created.databases.splice(0)) await asOwner(`DROP DATABASE ${name} WITH (FORCE)`);
  for (const name of created.roles.splice(0)) await asOwner(`DROP ROLE ${name}`);
});

test('two instances that start together on an empty database: one migrates, the other waits', async () => {
  const [ownerUrl, loginUrl] = await emptyDatabase();
  const ran = await Promise.all([migrate(ownerUrl, loginUrl), migrate(ownerUrl, loginUrl)]);
  expect(ran.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, migrations.length]);
});

test('control: without the lock, one of them fails', async () => {
  // TypeORM prints it as well.
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const [ownerUrl, loginUrl] = await emptyDatabase();
  const unlocked = () => migrate(ownerUrl, loginUrl, async () => undefined);
  const outcomes = await Promise.allSettled([unlocked(), unlocked()]);
  expect(outcomes.map(({ status }) => status)).toContain('rejected');
});

test('a login role without timeouts gets them; what an operator has set stays', async () => {
  const [ownerUrl, loginUrl] = await emptyDatabase({ limits: '' });
  expect(await timeoutsOf(loginUrl)).toEqual(['0', '0']);
  await migrate(ownerUrl, loginUrl);
  expect(await timeoutsOf(loginUrl)).toEqual(['5s', '2s']);

  const [otherOwnerUrl, otherLoginUrl] = await emptyDatabase({ limits: `SET statement_timeout = '9s'` });
  await migrate(otherOwnerUrl, otherLoginUrl);
  expect(await timeoutsOf(otherLoginUrl)).toEqual(['9s', '2s']);
});

test('a role that owns the tables and signs in is limited too, but its migrations are not', async () => {
  const role = await newRole('CREATEROLE');
  const name = await newDatabase(role);
  await asOwner(`GRANT app_rw TO ${role} WITH ADMIN OPTION`);
  const url = urlOf(name, role);
  await asOwner(`ALTER ROLE ${role} IN DATABASE ${name} SET statement_timeout = '300ms'`);
  const longWait = async (client: pg.PoolClient) => void (await client.query('SELECT pg_sleep(0.5)'));
  expect(await migrate(url, url, longWait)).toHaveLength(migrations.length);
  expect(await timeoutsOf(url)).toEqual(['300ms', '2s']);
});

/** @returns the addresses of an empty database, for its owner and for a new login role */
async function emptyDatabase({ limits = '' } = {}): Promise<[string, string]> {
  const role = await newRole();
  if (limits) await asOwner(`ALTER ROLE ${role} ${limits}`);
  const name = await newDatabase();
  const ownerUrl = new URL(owner);
  ownerUrl.pathname = `/${name}`;
  return [ownerUrl.href, urlOf(name, role)];
}

async function newRole(rights = ''): Promise<string> {
  const role = `role_${randomBytes(6).toString('hex')}`;
  await asOwner(`CREATE ROLE ${role} LOGIN ${rights} PASSWORD 'invented'`);
  created.roles.push(role);
  return role;
}

async function newDatabase(ownedBy?: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asOwner(`CREATE DATABASE ${name} ${ownedBy ? `OWNER ${ownedBy}` : ''}`);
  created.databases.push(name);
  return name;
}

function urlOf(database: string, role: string): string {
  const url = new URL(owner);
  Object.assign(url, { username: role, password: 'invented', pathname: `/${database}` });
  return url.href;
}

async function timeoutsOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ s: string; l: string }>(
      `SELECT current_setting('statement_timeout') AS s, current_setting('lock_timeout') AS l`,
    );
    return [rows[0]?.s ?? '', rows[0]?.l ?? ''];
  } finally {
    await client.end();
  }
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: owner.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
