import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contextOf } from '../../test/context-of.ts';
import { meetingOfTwo, readBeforeEitherWrites } from '../../test/races-of-two.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { lockSuperUsers } from './last-super-user.ts';
import { updateUser } from './update-user.ts';
import type { User } from './user.entity.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('of two last Super Users who are demoted at once one stays, 10 times out of 10', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [scene, pair] = await twoSuperUsers();
    const meet = meetingOfTwo();
    const outcomes = await Promise.all(
      pair.map((user) =>
        demoteWith(scene, user, async (tx, id) => {
          await meet();
          await lockSuperUsers(tx, id);
        }),
      ),
    );
    expect(outcomes.filter((outcome) => Array.isArray(outcome))).toHaveLength(1);
    expect(await superUserCount(scene)).toBe(1);
  }
});

test('control: without the lock both go', async () => {
  const [scene, pair] = await twoSuperUsers();
  const meet = meetingOfTwo();
  const [first, second] = pair;
  await readBeforeEitherWrites({ app, world: scene, table: 'users' }, () => [
    demoteWith(scene, first, meet),
    demoteWith(scene, second, meet),
  ]);
  expect(await superUserCount(scene)).toBe(0);
});

async function twoSuperUsers(): Promise<[World, [User, User]]> {
  const scene = await app.world();
  return [scene, [await scene.user('SUPER_USER'), await scene.user('SUPER_USER')]];
}

async function superUserCount(scene: World): Promise<number | undefined> {
  const rows = await scene.write((tx) =>
    tx.rows<{ count: number }>(`SELECT count(*)::int FROM users WHERE role = 'SUPER_USER' AND is_active`),
  );
  return rows[0]?.count;
}

/** Demotes as the user alone would, with another way to wait for Super Users. */
function demoteWith(scene: World, user: User, waitForSuperUsers: typeof lockSuperUsers) {
  const ctx = contextOf(app, scene, { id: user.id, role: 'SUPER_USER' });
  const input = { userId: scene.id('User', user), expectedVersion: 1, role: 'EMPLOYEE' } as const;
  return updateUser(input, ctx, waitForSuperUsers).finally(() => ctx.close());
}
