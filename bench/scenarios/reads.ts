import { LARGEST } from '../data/shape.ts';
import { tableOf } from '../measure/table.ts';
import type { Question } from '../questions/question.ts';
import { say } from '../say.ts';
import type { Contestant } from '../servers/contestant.ts';
import { startContestants, stopAll } from '../servers/contestants.ts';
import { findOrganization, findPostmaster, readLandmarks } from './landmarks.ts';
import { type Read, READS } from './questions.ts';
import { interleave } from './interleave.ts';
import { ask, expectSameAnswer } from './same-answer.ts';
import type { Ground, Scenario } from './scenario.ts';

export const readScenarios: Scenario[] = READS.map((read) => ({
  name: read.name,
  title: read.title,
  run: (ground) => runRead(read, ground),
}));

/** Servers stay up from one read to the next, so that what was warm stays warm. */
let running: Promise<Contestant[]> | undefined;

export async function stopReaders(): Promise<void> {
  if (running) await stopAll(await running.catch(() => []));
  running = undefined;
}

async function runRead(read: Read, { options, database }: Ground): Promise<unknown> {
  const organization = await findOrganization(database.ownerUrl, LARGEST);
  running ??= startContestants(options.servers, { ...database, organization });
  const landmarks = await readLandmarks(database.ownerUrl, organization.id);
  const question = read.question(landmarks);
  const contestants = (await running).filter(({ dialect }) => dialect.ask(question) !== undefined);
  const page = read.page?.(landmarks) ?? 1;
  const questions = new Map<string, Question>();
  for (const contestant of contestants) questions.set(contestant.name, await atPage(contestant, question, page));
  const questionFor = ({ name }: Contestant): Question => questions.get(name) ?? question;
  const bytes = await expectSameAnswer(contestants, questionFor);
  const figures = await interleave({
    contestants,
    rounds: options.rounds,
    postmaster: await findPostmaster(database.ownerUrl),
    warmUpSeconds: options.warmUp,
    loadFor: async (contestant) => {
      const request = contestant.dialect.ask(questionFor(contestant));
      return { connections: options.connections, seconds: options.seconds, next: () => request };
    },
  });
  say(tableOf(figures));
  if (page > 1) say(`  page ${page}`);
  return { figures, bytes, page };
}

/** The question for a page that far in the list, found by walking there. */
async function atPage(contestant: Contestant, question: Question, page: number): Promise<Question> {
  let here = question;
  for (let at = 1; at < page && here.about === 'events'; at += 1) {
    const { endCursor } = await ask(contestant, here);
    here = { ...here, after: endCursor };
  }
  return here;
}
