import { askUntilAnswered, type Asking, type Counts } from './ask.ts';
import type { Scene } from './set-scene.ts';

/** A confirm whose orders a client has been told. */
export interface Acknowledged {
  backfillId: string;
  orders: { id: string; number: string; ticketIds: string[] }[];
}

export interface Load {
  readonly acknowledged: Acknowledged[];
  readonly counts: Counts & {
    /** Refused as data: somebody else had taken the tickets. */
    refused: number;
    /** Confirms that were given up after their first answer was lost, to leave some that nobody knows about. */
    abandoned: number;
    /** Acknowledged by a later try although an earlier one, whose answer was lost, had done it. */
    doneBefore: number;
    /** Asked once more after the acknowledgment, and answered with the same orders. */
    repeated: number;
  };
  readonly unexpected: string[];
  /** Lets every client finish what it does. */
  stop(): Promise<void>;
  /** Does not even wait for answers. */
  giveUp(): Promise<void>;
}

const CREATE = `mutation Create($input: CreateBackfillInput!) {
  createBackfill(input: $input) { backfill { id version } userErrors { __typename } }
}`;
const CONFIRM = `mutation Confirm($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) {
    backfill { confirmedAt }
    orders { id number tickets { id } }
    userErrors { __typename }
  }
}`;

/** How many groups are asked for at a time: the fewer, the more the clients are in each other's way. */
const WINDOW = 5;

/** Clients that draft and confirm, each one thing after the other, until they are stopped. */
export function startLoad(scene: Scene, url: string, clients: number): Load {
  const load: Load = {
    acknowledged: [],
    counts: { asked: 0, cutOff: 0, busy: 0, refused: 0, abandoned: 0, doneBefore: 0, repeated: 0 },
    unexpected: [],
    stop: async () => {
      isStopped = true;
      await running;
    },
    giveUp: async () => {
      gaveUp.abort(new Error('The run was given up.'));
      await load.stop();
    },
  };
  const gaveUp = new AbortController();
  let isStopped = false;
  let firstGroup = 0;
  const runClient = async (client: number): Promise<void> => {
    const session = scene.sessions[client % scene.sessions.length] ?? '';
    const asking: Asking = { url, session, counts: load.counts, gaveUp: gaveUp.signal };
    for (let number = 0; !isStopped; number += 1) {
      const outcome = await backfillOnce(scene, asking, load, `chaos-${client}-${number}`, firstGroup);
      if (outcome !== 'NotEnoughUnusedTickets') continue;
      load.counts.refused += 1;
      firstGroup += 1;
      if (firstGroup + WINDOW > scene.ticketGroupIds.length) return;
    }
  };
  const running = Promise.all(
    Array.from({ length: clients }, (_, client) =>
      runClient(client).catch((error: unknown) => void load.unexpected.push(String(error))),
    ),
  ).then(() => undefined);
  return load;
}

/** @returns what refused it, if anything did */
async function backfillOnce(
  scene: Scene,
  asking: Asking,
  load: Load,
  externalReference: string,
  firstGroup: number,
): Promise<string | undefined> {
  const assignments = someOf(scene.ticketGroupIds.slice(firstGroup, firstGroup + WINDOW)).map((ticketGroupId) => ({
    ticketGroupId,
    quantity: 1 + Math.floor(Math.random() * 3),
    recipientId: oneOf(scene.recipientIds),
    usageCategoryId: scene.usageCategoryId,
  }));
  const created = await askUntilAnswered<Created>(asking, CREATE, { input: { externalReference, assignments } });
  const draft = created?.data.createBackfill;
  if (!draft?.backfill) return draft?.userErrors[0]?.__typename;

  const input = { backfillId: draft.backfill.id, expectedVersion: draft.backfill.version };
  const tries = Math.random() < 0.2 ? 1 : undefined;
  const confirmed = await askUntilAnswered<Confirmed>(asking, CONFIRM, { input }, tries);
  if (!confirmed) {
    load.counts.abandoned += 1;
    return undefined;
  }
  const { backfill, orders, userErrors } = confirmed.data.confirmBackfill;
  if (userErrors.length > 0 || !backfill?.confirmedAt) return userErrors[0]?.__typename;
  if (new Date(backfill.confirmedAt).getTime() < confirmed.askedAt) load.counts.doneBefore += 1;
  load.acknowledged.push({ backfillId: input.backfillId, orders: orders.map(plain) });
  if (Math.random() < 0.1) await confirmAgain(asking, load, input, orders);
  return undefined;
}

async function confirmAgain(
  asking: Asking,
  load: Load,
  input: { backfillId: string },
  orders: AnsweredOrder[],
): Promise<void> {
  const again = await askUntilAnswered<Confirmed>(asking, CONFIRM, { input });
  const same = JSON.stringify(again?.data.confirmBackfill.orders) === JSON.stringify(orders);
  if (same) load.counts.repeated += 1;
  else load.unexpected.push(`Confirming ${input.backfillId} again gave other orders.`);
}

interface AnsweredOrder {
  id: string;
  number: string;
  tickets: { id: string }[];
}
interface Created {
  createBackfill: { backfill: { id: string; version: number } | null; userErrors: { __typename: string }[] };
}
interface Confirmed {
  confirmBackfill: {
    backfill: { confirmedAt: string | null } | null;
    orders: AnsweredOrder[];
    userErrors: { __typename: string }[];
  };
}

function plain({ id, number, tickets }: AnsweredOrder): Acknowledged['orders'][number] {
  return { id, number, ticketIds: tickets.map((ticket) => ticket.id) };
}

function oneOf(choices: readonly string[]): string {
  return choices[Math.floor(Math.random() * choices.length)] ?? '';
}

/** One to three of them, in any order. */
function someOf(choices: readonly string[]): string[] {
  const shuffled = [...choices].sort(() => Math.random() - 0.5);
  return shuffled.slice(0, 1 + Math.floor(Math.random() * 3));
}
