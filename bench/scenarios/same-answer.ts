import { isDeepStrictEqual } from 'node:util';
import { send } from '../measure/load.ts';
import type { Answer, Question } from '../questions/question.ts';
import type { Contestant } from '../servers/contestant.ts';

/** Asks one server once. */
export async function ask(contestant: Contestant, question: Question): Promise<Answer & { bytes: number }> {
  const request = contestant.dialect.ask(question);
  if (!request) throw new Error(`${contestant.name} does not take this question.`);
  const text = await send(contestant.url, request);
  const answer = contestant.dialect.read(question, JSON.parse(text));
  return { ...answer, bytes: Buffer.byteLength(text) };
}

/** Asks all servers and throws unless they say the same. Returns how many bytes each answer has. */
export async function expectSameAnswer(
  contestants: Contestant[],
  questionFor: (contestant: Contestant) => Question,
): Promise<Record<string, number>> {
  const answers: [Contestant, Answer & { bytes: number }][] = [];
  for (const contestant of contestants) answers.push([contestant, await ask(contestant, questionFor(contestant))]);
  const [first, ...others] = answers;
  if (!first) return {};
  for (const [other, answer] of others) {
    if (isDeepStrictEqual(answer.facts, first[1].facts)) continue;
    const here = JSON.stringify(first[1].facts);
    const there = JSON.stringify(answer.facts);
    const place = [...here].findIndex((character, index) => character !== there[index]);
    const around = (text: string): string => text.slice(Math.max(0, place - 80), place + 80);
    throw new Error(
      `${other.name} answers differently from ${first[0].name}:\n${around(there)}\ninstead of\n${around(here)}`,
    );
  }
  return Object.fromEntries(answers.map(([{ name }, { bytes }]) => [name, bytes]));
}
