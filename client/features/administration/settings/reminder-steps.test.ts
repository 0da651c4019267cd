import { describe, expect, test } from '@jest/globals';
import { addStep, byDays, sentSteps, stepProblems, typedSteps } from './reminder-steps.ts';

const usual = [
  { days: 14, audience: 'RECIPIENT_AND_MANAGER' as const },
  { days: 1, audience: 'RECIPIENT' as const },
  { days: 3, audience: 'RECIPIENT' as const },
];
const daysOf = (steps: ReturnType<typeof typedSteps>) => steps.map(({ days }) => days);

describe('the reminder ladder', () => {
  test('is shown and sent by days', () => {
    expect(daysOf(typedSteps(usual))).toEqual(['1', '3', '14']);
    expect(sentSteps(typedSteps(usual)).map(({ days }) => days)).toEqual([1, 3, 14]);
    expect(sentSteps(typedSteps(usual))[2]).toEqual({ days: 14, audience: 'RECIPIENT_AND_MANAGER' });
  });

  test('grows by a week, or begins on the first day', () => {
    expect(daysOf(addStep(typedSteps(usual)))).toEqual(['1', '3', '14', '21']);
    expect(daysOf(addStep([]))).toEqual(['1']);
    expect(new Set(addStep(typedSteps(usual)).map(({ key }) => key)).size).toBe(4);
  });

  test('keeps a step that is being typed at the end', () => {
    const emptied = typedSteps(usual).map((step) => (step.days === '1' ? { ...step, days: '' } : step));
    expect(daysOf(byDays(emptied))).toEqual(['3', '14', '']);
  });

  test('refuses days that are no whole number from 1 to 365, and the same day twice', () => {
    const steps = ['1', '1', '0', '1.5', '', '366', '365'].map((days, key) => ({
      key,
      days,
      audience: 'RECIPIENT' as const,
    }));
    expect([...stepProblems(steps)]).toEqual([
      [1, 'twice'],
      [2, 'notWhole'],
      [3, 'notWhole'],
      [4, 'notWhole'],
      [5, 'notWhole'],
    ]);
    expect(stepProblems(typedSteps(usual)).size).toBe(0);
  });
});
