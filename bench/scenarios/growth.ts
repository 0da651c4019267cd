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
import { findOrganization, readLandmarks } from './landmarks.ts';
import { READS } from './questions.ts';
import type { Ground, Scenario } from './scenario.ts';

/**
 * What the product's own statements touch, with this many tickets: compare two sizes. It runs the product in this process, notes what
 * it sends to PostgreSQL for each read, and has PostgreSQL explain just that.
 */
export const growthScenario: Scenario = { name: 'growth', title: 'pages of memory that the statements touch', run };

export interface Touched {
  statements: number;
  buffers: number;
}

async function run({ database }: Ground): Promise<unknown> {
  const organization = await findOrganization(database.ownerUrl, LARGEST);
  const landmarks = await readLandmarks(database.ownerUrl, organization.id);
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
    for (const read of READS) {
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
        `  ${read.name.padEnd(12)} ${String(sent.length).padStart(3)} statements, ${String(buffers).padStart(7)} pages`,
      );
    }
    return results;
  } finally {
    await app.close();
  }
}
