import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { NOW, startTestApp, type TestApp } from './test-app.ts';
import type { World } from './world.ts';

/** Of the file that is running. */
export let app: TestApp;
/** Of the test that is running. */
export let world: World;

/** One app for all tests of a file, and for each of them a new organization at `NOW`, in which `prepare` puts what they have in common. */
export function newWorldForEachTest(
  prepare: () => unknown = () => undefined,
  settings?: Parameters<typeof startTestApp>[0],
): void {
  beforeAll(async () => {
    app = await startTestApp(settings);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.set(NOW);
    world = await app.world();
    await prepare();
  });
}
