import type { ApiClient } from '../../test/api-client.ts';
import type { User } from '../people/user.entity.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

export { app, world };

export let ada: User;
export let api: ApiClient;

/** Before each test: a new organization, and Ada, an employee who is signed in. */
export function setScene(): void {
  newWorldForEachTest(async () => {
    ({ user: ada, api } = await world.actor('EMPLOYEE', { name: 'Ada Example' }));
  });
}

export function minutesAgo(minutes: number): Date {
  return new Date(app.clock.now().getTime() - minutes * 60_000);
}
