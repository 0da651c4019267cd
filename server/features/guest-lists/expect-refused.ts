import { expect } from '@jest/globals';
import type { GuestListScene } from './guest-list-scene.ts';

/** Saves, expects exactly these errors (type and path), and that nothing was changed. */
export async function expectRefused(
  scene: GuestListScene,
  guests: object[],
  errors: [string, string[]][],
  more: object = {},
): Promise<{ message: string }[]> {
  const before = await scene.everything();
  const { userErrors, warnings } = await scene.save(0, guests, more);
  const found = userErrors.map(({ __typename, path }: { __typename: string; path: string[] }) => [__typename, path]);
  expect(found).toEqual(errors);
  expect(warnings).toEqual([]);
  expect(await scene.everything()).toEqual(before);
  return userErrors;
}
