import { afterEach } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import type { User } from '../people/user.entity.ts';
import { type Uploads, uploadsOf } from './test-uploads.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

export { app, world };

export let user: User;
export let api: ApiClient;
export let uploads: Uploads;

/** Before each test: a new organization with a venue, and an Inventory Manager who uploads files. */
export function setScene(): void {
  newWorldForEachTest(async () => {
    await world.venue({ name: 'Hall' });
    ({ user, api } = await world.actor('INVENTORY_MANAGER', { name: 'Ivy Inventory' }));
    uploads = uploadsOf(app, world, api);
  });
  afterEach(() => app.imports.idle());
}
