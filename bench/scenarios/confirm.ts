import { Client } from 'pg';
import { CONFIRMS } from '../data/shape.ts';
import { compareWith, type Figures } from '../measure/figures.ts';
import { tableOf } from '../measure/table.ts';
import type { HttpRequest } from '../questions/question.ts';
import { say } from '../say.ts';
import type { Contestant } from '../servers/contestant.ts';
import { startContestants, stopAll } from '../servers/contestants.ts';
import { confirmRequest } from './confirm-request.ts';
import { countConfirms, makeDrafts, PLACES, PLANNED_AGAIN, takeBack } from './drafts.ts';
import { interleave } from './interleave.ts';
import { findOrganization, findPostmaster } from './landmarks.ts';
import type { Ground, Scenario } from './scenario.ts';

/** More than any server confirms in a second. */
const DRAFTS_PER_SECOND = 2500;

/** Before the first turns only: the servers stay up. */
const WARM_UP_SECONDS = 2;

/**
 * `bare` inserts one row of the many that a confirm leaves, `floor` leaves them all in one statement with nothing read or checked, and the
 * ORM leaves them with what it reads and locks for that.
 */
const SERVERS = ['bare', 'floor', 'ordinary', 'product'];

/** A draft of one ticket becomes an order, by few and many clients at once, all at the same group, the same event, or anywhere. */
export const confirmScenario: Scenario = { name: 'confirm', title: 'confirm a backfill of one ticket', run };

async function run(ground: Ground): Promise<unknown> {
  const { options, database } = ground;
  const organization = await findOrganization(database.ownerUrl, CONFIRMS);
  const names = options.servers.filter((name) => SERVERS.includes(name));
  const contestants = await startContestants(names, { ...database, organization });
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const confirmed = { confirms: 0, ticketsGivenTwice: 0 };
  /** Ends a turn: counts what it confirmed, and makes everything as it was. */
  const settle = async (): Promise<void> => {
    const counts = await countConfirms(owner, organization.id);
    confirmed.confirms += counts.confirms;
    confirmed.ticketsGivenTwice += counts.ticketsGivenTwice;
    if (counts.wrongRecords > 0) throw new Error(`${counts.wrongRecords} counters or states of tickets are wrong.`);
    await takeBack(owner, organization.id);
  };
  const figures: Record<string, Figures[]> = {};
  try {
    const postmaster = await findPostmaster(database.ownerUrl);
    await takeBack(owner, organization.id);
    for (const place of PLACES) {
      for (const clients of place === PLANNED_AGAIN ? [64] : [1, 8, 64]) {
        const rows = await interleave({
          contestants,
          rounds: options.rounds,
          postmaster,
          base: 'bare',
          warmUpSeconds: Object.keys(figures).length === 0 ? WARM_UP_SECONDS : 0,
          async loadFor(contestant) {
            await settle();
            const drafts = await makeDrafts(owner, organization, place, DRAFTS_PER_SECOND * options.seconds);
            return { connections: clients, seconds: options.seconds, next: () => nextConfirm(contestant, drafts) };
          },
        });
        await settle();
        say(`  ${place}, ${clients} ${clients === 1 ? 'client' : 'clients'}\n${tableOf(rows, 'x insert')}`);
        say(
          `  product with the same records: ${['floor', 'ordinary'].map((base) => productAgainst(rows, base)).join(', ')}`,
        );
        figures[`${place}, ${clients}`] = rows;
      }
    }
    say(`  ${confirmed.confirms} confirms, ${confirmed.ticketsGivenTwice} tickets given twice`);
    return { figures, ...confirmed };
  } finally {
    await stopAll(contestants);
    await owner.end();
  }

  function nextConfirm(
    contestant: Contestant,
    drafts: Parameters<typeof confirmRequest>[2][],
  ): HttpRequest | undefined {
    const draft = drafts.pop();
    return draft && confirmRequest(contestant, organization, draft);
  }
}

/** How the product stands against a server that leaves the same records. */
function productAgainst(rows: Figures[], base: string): string {
  const ratio = compareWith(rows, base).find(({ server }) => server === 'product')?.ratio;
  return `${ratio === undefined ? '-' : ratio.toFixed(2)} x ${base}`;
}
