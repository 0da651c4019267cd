import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import type { ApiClient } from '../../test/api-client.ts';
import { NOW, startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import type { User } from '../people/user.entity.ts';
import { type Uploads, uploadsOf } from './test-uploads.ts';

export let app: TestApp;
export let world: World;
export let user: User;
export let api: ApiClient;
export let uploads: Uploads;

/** Before each test: a new organization with a venue, and an Inventory Manager who uploads files. */
export function setScene(): void {
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set(NOW);
    world = await app.world();
    await world.venue({ name: 'Hall' });
    ({ user, api } = await world.actor('INVENTORY_MANAGER', { name: 'Ivy Inventory' }));
    uploads = uploadsOf(app, world, api);
  });
  afterEach(() => app.imports.idle());
}
