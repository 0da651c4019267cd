import type { Database } from '../../platform/database/transaction.ts';
import { interceptStatements } from './connections.ts';

const COLUMN = String.raw`(?:(?:"\w+"|\w+)\.)?"?\borganization_id\b"?`;
const WITH_VALUE = new RegExp(String.raw`${COLUMN}\s*=\s*(\$\d+)`, 'g');
const WITH_COLUMN = new RegExp(String.raw`${COLUMN}\s*=\s*(?:${COLUMN}|app_organization_id\(\))`, 'g');
const STILL_COMPARED = new RegExp(
  String.raw`${COLUMN}\s*(?:=|<>|\bIN\b|\bIS\b)|(?:=|<>)\s*${COLUMN}|USING\s*\([^)]*organization_id`,
  'i',
);

export interface FiltersSwitch {
  off<T>(work: () => Promise<T>): Promise<T>;
  /** Statements in which a comparison with the organization could not be taken out. */
  kept: Set<string>;
  /** How many statements ran without the filters that they had. */
  readonly rewritten: number;
}

/**
 * Makes a switch that takes the application's own filters out of every statement inside a tenant transaction: what compares
 * organization_id becomes true. Global tables keep theirs, since no row-level security stands behind them. The database must be
 * used without named statements: one name means one text.
 */
export function filtersSwitch(database: Database): FiltersSwitch {
  const state = { isOff: false, rewritten: 0 };
  const kept = new Set<string>();
  interceptStatements(database, () => {
    let isTenant = false;
    return async (text, run) => {
      const without = state.isOff && isTenant ? withoutFilters(text) : text;
      if (without !== text) state.rewritten += 1;
      if (state.isOff && isTenant && STILL_COMPARED.test(without)) kept.add(text);
      if (/SET LOCAL ROLE app_rw/.test(text)) isTenant = true;
      else if (/SET LOCAL ROLE NONE|^(COMMIT|ROLLBACK)$/.test(text)) isTenant = false;
      return run(without);
    };
  });
  return {
    kept,
    get rewritten() {
      return state.rewritten;
    },
    async off(work) {
      state.isOff = true;
      try {
        return await work();
      } finally {
        state.isOff = false;
      }
    },
  };
}

/** The statement with every comparison of organization_id taken for true; parameters stay used, as PostgreSQL asks for. */
export function withoutFilters(text: string): string {
  return text.replaceAll(WITH_VALUE, '($1::uuid IS NOT NULL)').replaceAll(WITH_COLUMN, 'true');
}
