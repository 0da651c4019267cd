import { Client } from 'pg';
import { CONFIRMS } from '../data/shape.ts';
import { runLoad } from '../measure/load.ts';
import { percentile } from '../measure/figures.ts';
import { say } from '../say.ts';
import { startContestants, stopAll } from '../servers/contestants.ts';
import { confirmRequest } from './confirm-request.ts';
import { countConfirms, type Draft, makeDrafts, PLACES, takeBack } from './drafts.ts';
import { findOrganization } from './landmarks.ts';
import type { Ground, Scenario } from './scenario.ts';

const CLIENTS = 64;
/** Some of what the organization has: each batch is counted, then taken back. */
const BATCH = 5_000;

interface Done {
  confirms: number;
  ticketsGivenTwice: number;
  wrongRecords: number;
}

/**
 * Many confirms by 64 clients, in turns at one group, at one event and everywhere. After each batch the records are counted anew. It ends
 * at the number or at the time that was asked for, and says how many it did; what an earlier run did on the same database is kept
 * there and added up.
 */
export const confirmsScenario: Scenario = {
  name: 'confirms',
  title: `confirms by ${CLIENTS} clients, all counted`,
  run,
};

async function run({ options, database }: Ground): Promise<unknown> {
  const organization = await findOrganization(database.ownerUrl, CONFIRMS);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const servers = await startContestants(['product'], { ...database, organization });
  const [product] = servers;
  const done: Done = { confirms: 0, ticketsGivenTwice: 0, wrongRecords: 0 };
  const latencies: number[] = [];
  let loadSeconds = 0;
  const end = performance.now() + options.minutes * 60_000;
  try {
    await owner.query(
      'CREATE TABLE IF NOT EXISTS bench.confirms (at timestamptz, confirms int, tickets_given_twice int, wrong_records int)',
    );
    await takeBack(owner, organization.id);
    for (let batch = 0; product && done.confirms < options.confirms && performance.now() < end; batch += 1) {
      const place = PLACES[batch % PLACES.length] ?? 'everywhere';
      const count = Math.min(BATCH, options.confirms - done.confirms);
      const drafts: Draft[] = await makeDrafts(owner, organization, place, count);
      const measured = await runLoad({
        url: product.url,
        connections: CLIENTS,
        seconds: Math.max(1, (end - performance.now()) / 1000),
        next: () => {
          const draft = drafts.pop();
          return draft && confirmRequest(product, organization, draft);
        },
      });
      loadSeconds += measured.seconds;
      for (const latency of measured.latencies) latencies.push(latency);
      await keepCount(owner, organization.id, done);
      await takeBack(owner, organization.id);
    }
    const { rows } = await owner.query<{ confirms: number; twice: number; wrong: number }>(
      `SELECT sum(confirms)::int AS confirms, sum(tickets_given_twice)::int AS twice, sum(wrong_records)::int AS wrong FROM bench.confirms`,
    );
    latencies.sort((a, b) => a - b);
    const perSecond = done.confirms / loadSeconds;
    say(
      `  ${done.confirms} of ${options.confirms} confirms: ${done.ticketsGivenTwice} tickets given twice, ${done.wrongRecords} wrong counters or states`,
    );
    say(
      `  ${perSecond.toFixed(0)} confirms/s, p50 ${percentile(latencies, 0.5).toFixed(0)} ms, p99 ${percentile(latencies, 0.99).toFixed(0)} ms`,
    );
    const [all] = rows;
    say(
      `  with earlier runs on this database: ${all?.confirms ?? 0} confirms, ${all?.twice ?? 0} given twice, ${all?.wrong ?? 0} wrong`,
    );
    return { ...done, wanted: options.confirms, perSecond, withEarlierRuns: all };
  } finally {
    await stopAll(servers);
    await owner.end();
  }
}

/** Counts what a batch left in the records, and keeps it beside them. */
async function keepCount(owner: Client, organizationId: string, done: Done): Promise<void> {
  const counts = await countConfirms(owner, organizationId);
  done.confirms += counts.confirms;
  done.ticketsGivenTwice += counts.ticketsGivenTwice;
  done.wrongRecords += counts.wrongRecords;
  await owner.query('INSERT INTO bench.confirms VALUES (now(), $1, $2, $3)', [
    counts.confirms,
    counts.ticketsGivenTwice,
    counts.wrongRecords,
  ]);
}
