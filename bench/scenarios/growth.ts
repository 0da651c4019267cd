import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { silentLog } from '../../server/platform/log.ts';
import { explainSent, recordSent } from '../../server/test/sent-statements.ts';
import { LARGEST } from '../data/shape.ts';
import { productDialect } from '../questions/product-dialect.ts';
import type { HttpRequest } from '../questions/question.ts';
import { say } from '../say.ts';
import { signIn } from '../servers/sign-in.ts';
import { findOrganization, type Landmarks, lastDaysWith, readLandmarks } from './landmarks.ts';
import { type Read, READS } from './questions.ts';
import type { Ground, Scenario } from './scenario.ts';

/**
 * What the product's own statements touch, with this many tickets: compare two sizes. It runs the product in this process, notes what
 * it sends to PostgreSQL for each read, and has PostgreSQL explain just that.
 */
export const growthScenario: Scenario = { name: 'growth', title: 'pages of memory that the statements touch', run };

/**
 * A range of days has as many more events as the database is larger. The reads with one are looked at with as many events in it, too: what
 * grows then, grows with all that is around.
 */
const EVENTS_IN_RANGE = 1_000;
const RANGED = ['filters', 'search'];
const WIDTH = 24;

export interface Touched {
  statements: number;
  buffers: number;
}

async function run({ database }: Ground): Promise<unknown> {
  const organization = await findOrganization(database.ownerUrl, LARGEST);
  const reads = await readsOf(database.ownerUrl, organization.id);
  const config = readConfig({ PORT: '0', DEMO: 'off', DATABASE_URL: database.url });
  const app = await createApp({ config, databaseUrl: database.url, clock: systemClock, log: silentLog });
  const results: Record<string, Touched> = {};
  try {
    // Not app.listen(), which also takes up unfinished imports: their statements would be noted too.
    const cookie = await signIn(await app.http.listen({ port: 0, host: '127.0.0.1' }), organization);
    const dialect = productDialect(organization.id, cookie);
    const ask = async (request: HttpRequest | undefined): Promise<unknown> => {
      if (!request) throw new Error('The product takes every question.');
      const { method, path: url, headers, body } = request;
      return (await app.http.inject({ method, url, headers, payload: body })).json();
    };
    for (const { read, landmarks } of reads) {
      let question = read.question(landmarks);
      for (let page = read.page?.(landmarks) ?? 1; page > 1 && question.about === 'events'; page -= 1) {
        question = { ...question, after: dialect.read(question, await ask(dialect.ask(question))).endCursor };
      }
      // The first request of a process also reads the names that it keeps.
      await ask(dialect.ask(question));
      const sent = await recordSent(() => ask(dialect.ask(question)));
      const plans = await explainSent(database.url, organization.id, sent);
      const buffers = plans.reduce((sum, plan) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0);
      results[read.name] = { statements: sent.length, buffers };
      say(
        `  ${read.name.padEnd(WIDTH)} ${String(sent.length).padStart(3)} statements, ${String(buffers).padStart(7)} pages`,
      );
    }
    return results;
  } finally {
    await app.close();
  }
}

async function readsOf(ownerUrl: string, organizationId: string): Promise<{ read: Read; landmarks: Landmarks }[]> {
  const landmarks = await readLandmarks(ownerUrl, organizationId);
  const range = await lastDaysWith(EVENTS_IN_RANGE, ownerUrl, organizationId);
  const ranged = READS.filter(({ name }) => RANGED.includes(name));
  return [
    ...READS.map((read) => ({ read, landmarks })),
    ...ranged.map((read) => ({
      read: { ...read, name: `${read.name}, ${EVENTS_IN_RANGE} events` },
      landmarks: { ...landmarks, ...range },
    })),
  ];
}
