import { columns } from './table.ts';

/** Something that has a limit. */
export interface Budget {
  what: string;
  measured: number;
  unit: 'KB' | 'ms' | '';
  /** The measured value may be this at most. */
  must: number;
  /** What would be better still. */
  aim?: number;
}

export type Verdict = 'aim' | 'must' | 'MISSED';

/** A value that was not measured keeps no limit. */
export function verdictOf({ measured, must, aim }: Budget): Verdict {
  if (aim !== undefined && measured <= aim) return 'aim';
  return measured <= must ? 'must' : 'MISSED';
}

/** Each value with its limits, and whether they were kept. */
export function budgetTable(budgets: Budget[]): string {
  return columns([
    ['what', 'measured', 'Must', 'Aim', 'kept'],
    ...budgets.map((budget) => [
      budget.what,
      value(budget.measured, budget.unit),
      value(budget.must, budget.unit),
      value(budget.aim, budget.unit),
      verdictOf(budget),
    ]),
  ]);
}

function value(amount: number | undefined, unit: Budget['unit']): string {
  if (amount === undefined) return '-';
  return unit === '' ? String(Number(amount.toFixed(4))) : `${amount.toFixed(0)} ${unit}`;
}
