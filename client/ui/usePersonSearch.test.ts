import { afterEach, expect, test } from '@jest/globals';
import { effectScope, type EffectScope } from 'vue';
import type { PersonPage } from './person.ts';
import { usePersonSearch } from './usePersonSearch.ts';

let scope: EffectScope;
afterEach(() => scope.stop());

const pageOf = (name: string): PersonPage => ({
  people: [{ id: name, name, email: null, detail: null }],
  hasMore: false,
});
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function start() {
  const asked: { term: string; signal: AbortSignal; answer(page: PersonPage): void; fail(): void }[] = [];
  scope = effectScope();
  const state = scope.run(() =>
    usePersonSearch(
      (term, signal) =>
        new Promise((answer, reject) => asked.push({ term, signal, answer, fail: () => reject(new Error('offline')) })),
      10,
    ),
  ) as ReturnType<typeof usePersonSearch>;
  return { asked, ...state };
}

test('asks once, a moment after the last letter, from the first letter on', async () => {
  const { asked, look, searching, page } = start();
  look('a');
  look('an');
  expect([asked.length, searching.value]).toEqual([0, true]);
  await pause(20);
  expect(asked.map(({ term }) => term)).toEqual(['an']);
  asked[0]?.answer(pageOf('Ana'));
  await pause(0);
  expect([page.value, searching.value]).toEqual([pageOf('Ana'), false]);
});

test('an answer that comes after the next question is dropped and its request aborted', async () => {
  const { asked, look, page } = start();
  look('a');
  await pause(20);
  look('b');
  await pause(20);
  asked[1]?.answer(pageOf('Ben'));
  asked[0]?.answer(pageOf('Ana'));
  await pause(0);
  expect([page.value, asked[0]?.signal.aborted]).toEqual([pageOf('Ben'), true]);
});

test('a failure is told apart from no match, and the next search recovers', async () => {
  const { asked, look, failed, page } = start();
  look('a');
  await pause(20);
  asked[0]?.fail();
  await pause(0);
  expect([failed.value, page.value]).toEqual([true, undefined]);
  look('an');
  await pause(20);
  asked[1]?.answer(pageOf('Ana'));
  await pause(0);
  expect([failed.value, page.value]).toEqual([false, pageOf('Ana')]);
});

test('clearing the field forgets the results without asking', async () => {
  const { asked, look, page } = start();
  look('a');
  await pause(20);
  asked[0]?.answer(pageOf('Ana'));
  await pause(0);
  look('  ');
  await pause(20);
  expect([asked.length, page.value]).toEqual([1, undefined]);
});
