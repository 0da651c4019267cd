import type { ReminderAudience, ReminderStepInput } from '../../../gql/graphql.ts';

/** One step of the ladder as it is typed. The key tells steps apart while their days change. */
export interface TypedStep {
  key: number;
  days: string;
  audience: ReminderAudience;
}

/** What is wrong with a step. */
export type StepProblem = 'notWhole' | 'twice';

export const mostSteps = 10;
export const mostDays = 365;

/** The steps as typed fields, by days. */
export function typedSteps(steps: readonly ReminderStepInput[]): TypedStep[] {
  return byDays(steps.map(({ days, audience }, key) => ({ key, days: String(days), audience })));
}

/** By days; a step whose days are no number yet stays last. */
export function byDays(steps: readonly TypedStep[]): TypedStep[] {
  return [...steps].sort((a, b) => (readDays(a.days) ?? Infinity) - (readDays(b.days) ?? Infinity) || a.key - b.key);
}

/** One more, a week after the last, to the recipient. */
export function addStep(steps: readonly TypedStep[]): TypedStep[] {
  const days = steps.map(({ days }) => readDays(days) ?? 0);
  const next = days.length === 0 ? 1 : Math.min(Math.max(...days) + 7, mostDays);
  const key = Math.max(-1, ...steps.map(({ key }) => key)) + 1;
  return byDays([...steps, { key, days: String(next), audience: 'RECIPIENT' }]);
}

/** What is wrong, by the key of the step. */
export function stepProblems(steps: readonly TypedStep[]): Map<number, StepProblem> {
  const problems = new Map<number, StepProblem>();
  const seen = new Set<number>();
  for (const { key, days } of steps) {
    const whole = readDays(days);
    if (whole === undefined) problems.set(key, 'notWhole');
    else if (seen.has(whole)) problems.set(key, 'twice');
    else seen.add(whole);
  }
  return problems;
}

/** The steps as the API takes them; call it when nothing is wrong. */
export function sentSteps(steps: readonly TypedStep[]): ReminderStepInput[] {
  return byDays(steps).map(({ days, audience }) => ({ days: Number(days), audience }));
}

function readDays(typed: string): number | undefined {
  const days = Number(typed);
  return /^\s*\d+\s*$/.test(typed) && days >= 1 && days <= mostDays ? days : undefined;
}
