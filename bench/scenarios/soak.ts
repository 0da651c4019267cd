import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { CONFIRMS, LARGEST } from '../data/shape.ts';
import { runLoad } from '../measure/load.ts';
import { flatnessOf } from '../measure/slope.ts';
import { productDialect } from '../questions/product-dialect.ts';
import type { HttpRequest } from '../questions/question.ts';
import { say } from '../say.ts';
import { type Contestant } from '../servers/contestant.ts';
import { startProduct } from '../servers/contestants.ts';
import { signIn } from '../servers/sign-in.ts';
import { confirmRequest } from './confirm-request.ts';
import { countConfirms, makeDrafts, takeBack } from './drafts.ts';
import { findOrganization, type Landmarks, readLandmarks } from './landmarks.ts';
import { READS } from './questions.ts';
import type { Ground, Scenario } from './scenario.ts';

const SAMPLE_SECONDS = 10;
const CLIENTS = 8;
const MOST_DRAFTS = 20_000;
/** What the process may gain in the second half: of the heap after a collection, and of what the system gave it. */
const MAY_GROW = { heap: 0.03, rss: 0.05 };
const WORDS = ['lanterns', 'harbor', 'otters', 'gala', 'night', 'cup', 'final', 'tour', 'jazz', 'classic'];

export interface Sample {
  /** Seconds since the load began. */
  at: number;
  requests: number;
  /** In MB, after a forced collection. */
  heap: number;
  rss: number;
}

/** Reads, searches and confirms without a pause; now and then the load stops for a moment and the process says what it holds. */
export const soakScenario: Scenario = { name: 'soak', title: 'memory under mixed load', run };

async function run({ options, database }: Ground): Promise<unknown> {
  const readers = await findOrganization(database.ownerUrl, LARGEST);
  const confirmers = await findOrganization(database.ownerUrl, CONFIRMS);
  const landmarks = await readLandmarks(database.ownerUrl, readers.id);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const memory = ['--expose-gc', '--import', join(import.meta.dirname, '../servers/tell-memory.mjs')];
  const product = await startProduct({ ...database, organization: readers }, {}, memory);
  try {
    await takeBack(owner, confirmers.id);
    const cookie = await signIn(product.url, confirmers);
    const confirming = { ...product, dialect: productDialect(confirmers.id, cookie) };
    const seconds = options.minutes * 60;
    const drafts = await makeDrafts(owner, confirmers, 'everywhere', Math.min(MOST_DRAFTS, seconds * 25));
    const next = mixed(product, landmarks, () => {
      const draft = drafts.pop();
      return draft && confirmRequest(confirming, confirmers, draft);
    });
    const samples = [await sample(product, 0, 0)];
    const started = performance.now();
    for (let at = 0; at < seconds; at = (performance.now() - started) / 1000) {
      const { requests } = await runLoad({
        url: product.url,
        connections: CLIENTS,
        seconds: Math.min(SAMPLE_SECONDS, seconds - at),
        next,
      });
      samples.push(await sample(product, (performance.now() - started) / 1000, requests));
    }
    const counts = await countConfirms(owner, confirmers.id);
    await takeBack(owner, confirmers.id);
    return { ...verdict(samples), confirms: counts.confirms, ticketsGivenTwice: counts.ticketsGivenTwice, samples };
  } finally {
    await product.stop();
    await owner.end();
  }
}

/** Every request is another one than the last; each tenth is written like no other, as clients of one's own would. */
function mixed(
  { dialect }: Contestant,
  landmarks: Landmarks,
  confirm: () => HttpRequest | undefined,
): () => HttpRequest | undefined {
  const questions = READS.map((read) => read.question(landmarks));
  let count = 0;
  return () => {
    count += 1;
    if (count % 5 === 0) {
      const request = confirm();
      if (request) return request;
    }
    const question = questions[count % questions.length];
    if (!question) return undefined;
    const words = { search: WORDS[count % WORDS.length] };
    const varied =
      question.about === 'events' && question.filter?.search
        ? { ...question, filter: { ...question.filter, ...words } }
        : question;
    const request = dialect.ask(varied);
    if (!request?.body || count % 10 !== 7) return request;
    return { ...request, body: request.body.replace(/query (\w+)/, `query $1${count}`) };
  };
}

async function sample({ child }: Contestant, at: number, requests: number): Promise<Sample> {
  const answered = once(child, 'message') as Promise<[NodeJS.MemoryUsage]>;
  child.send('memory');
  const [{ heapUsed, rss }] = await answered;
  return { at: Math.round(at), requests, heap: heapUsed / 2 ** 20, rss: rss / 2 ** 20 };
}

function verdict(samples: Sample[]): Record<string, unknown> {
  const requests = samples.reduce((sum, each) => sum + each.requests, 0);
  say(`  ${requests} requests in ${samples.at(-1)?.at ?? 0} s`);
  const judged = (['heap', 'rss'] as const).map((kind) => {
    const points = samples.map((each) => ({ at: each.at, value: each[kind] }));
    const flatness = flatnessOf(points, MAY_GROW[kind]);
    const [first, last] = [points[0]?.value ?? NaN, points.at(-1)?.value ?? NaN];
    const grows = Number.isNaN(flatness.growth) ? 'too short to say' : `${(flatness.growth * 100).toFixed(1)} %`;
    say(
      `  ${kind}: ${first.toFixed(0)} MB at first, ${last.toFixed(0)} MB at the end; in the second half ${grows} (may grow ${MAY_GROW[kind] * 100} %): ${flatness.isFlat ? 'flat' : 'NOT FLAT'}`,
    );
    return [kind, flatness];
  });
  return { requests, ...Object.fromEntries(judged) };
}
