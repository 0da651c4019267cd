import { expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { DAMAGES } from './damage.ts';
import { runChaos } from './run-chaos.ts';

// Whole processes are started, and killed; on a busy machine that takes a while.
jest.setTimeout(180_000);

test('one kill of the API and one of the database lose nothing, and the check notices every damage', async () => {
  execFileSync(process.execPath, ['build.js', 'server'], { stdio: 'pipe' });
  const outcome = await runChaos({
    apiKills: 1,
    databaseKills: 1,
    clients: 4,
    groups: 10,
    secondsBetween: 1,
    damages: DAMAGES,
    say: () => undefined,
  });
  expect(outcome.problems).toEqual([]);
  expect(outcome.unexpected).toEqual([]);
  expect(outcome.kills.map(({ victim }) => victim).sort()).toEqual(['API', 'DATABASE']);
  expect(outcome.load.counts.cutOff + outcome.load.counts.busy).toBeGreaterThan(0);
  expect(outcome.load.acknowledged.length).toBeGreaterThan(5);
  expect(outcome.damages.map(({ name, noticed }) => [name, noticed])).toEqual(DAMAGES.map(({ name }) => [name, true]));
});
