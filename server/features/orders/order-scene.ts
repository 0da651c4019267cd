import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';

export let app: TestApp;
export let world: World;
export let ada: User;
export let api: ApiClient;

/** Before each test: a new organization, and Ada, an employee who is signed in. */
export function setScene(): void {
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set(NOW);
    world = await app.world();
    ({ user: ada, api } = await world.actor('EMPLOYEE', { name: 'Ada Example' }));
  });
}

export function minutesAgo(minutes: number): Date {
  return new Date(app.clock.now().getTime() - minutes * 60_000);
}
