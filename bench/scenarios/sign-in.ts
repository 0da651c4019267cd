import { CONFIRMS, LARGEST } from '../data/shape.ts';
import { columns } from '../measure/table.ts';
import { percentile } from '../measure/figures.ts';
import { send } from '../measure/load.ts';
import { productDialect } from '../questions/product-dialect.ts';
import { say } from '../say.ts';
import { startContestants, stopAll } from '../servers/contestants.ts';
import { signIn } from '../servers/sign-in.ts';
import { findOrganization } from './landmarks.ts';
import type { Ground, Scenario } from './scenario.ts';

const PEOPLE_PER_ROUND = 10;

/**
 * What a person waits for: signing in, then the first page. A password is slow to check on purpose, so that guessing is slow as
 * well; it is told apart. One person after the other, as nobody signs in by the hundred.
 */
export const signInScenario: Scenario = {
  name: 'sign-in',
  title: 'sign in, then the first page of the Event View',
  run,
};

async function run({ options, database }: Ground): Promise<unknown> {
  const people = [
    await findOrganization(database.ownerUrl, LARGEST),
    await findOrganization(database.ownerUrl, CONFIRMS),
  ];
  const [first] = people;
  const servers = first ? await startContestants(['product'], { ...database, organization: first }) : [];
  const times: Record<string, number[]> = { 'sign in': [], 'first page': [], together: [] };
  try {
    const url = servers[0]?.url ?? '';
    for (let time = 0; time < PEOPLE_PER_ROUND * options.rounds; time += 1) {
      for (const person of people) {
        const started = performance.now();
        const cookie = await signIn(url, person);
        const signedIn = performance.now();
        const page = productDialect(person.id, cookie).ask({ about: 'events', first: 50 });
        if (!page) throw new Error('The product takes every question.');
        await send(url, page);
        // The page of the largest organization is what is reported.
        if (person !== first) continue;
        times['sign in']?.push(signedIn - started);
        times['first page']?.push(performance.now() - signedIn);
        times['together']?.push(performance.now() - started);
      }
    }
  } finally {
    await stopAll(servers);
  }
  const figures = Object.entries(times).map(([what, all]) => {
    const ascending = all.sort((a, b) => a - b);
    return { what, times: all.length, p50: percentile(ascending, 0.5), p99: percentile(ascending, 0.99) };
  });
  const rows = figures.map((row) => [row.what, String(row.times), row.p50.toFixed(1), row.p99.toFixed(1)]);
  say(columns([['what', 'times', 'p50 ms', 'p99 ms'], ...rows]));
  return { figures };
}
