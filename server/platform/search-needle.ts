import { fold } from './fold.ts';
import { badInput } from './request-error.ts';

const LONGEST_SEARCH = 200;

/** What a search looks for, folded; '' for everything. A longer text could keep the database busy for seconds. */
export function searchNeedle(search: string | null | undefined): string {
  if (search && search.length > LONGEST_SEARCH) throw badInput(`search can have at most ${LONGEST_SEARCH} characters.`);
  return fold(search ?? '');
}
