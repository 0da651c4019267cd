import { ref, shallowRef } from 'vue';
import { toApiError, type ApiError } from '../../apollo/api-error.ts';
import { markRepeated, matchPasted, type PastedMatch } from './match-pasted.ts';
import type { PastedGuest } from './pasted-lines.ts';
import { useGuestSearch } from './useGuestSearch.ts';

/** How many lines are looked up at a time, so that a long list leaves room for others. */
const atOnce = 4;

/** Looks up whom each line of a pasted list means. */
export function usePasteGuests() {
  const search = useGuestSearch();
  const matches = shallowRef<PastedMatch[]>();
  const looking = ref(false);
  const error = shallowRef<ApiError>();

  async function look(lines: readonly PastedGuest[]): Promise<void> {
    looking.value = true;
    error.value = undefined;
    matches.value = undefined;
    try {
      const found: PastedMatch[] = [];
      for (let start = 0; start < lines.length; start += atOnce) {
        found.push(...(await Promise.all(lines.slice(start, start + atOnce).map(lookUp))));
      }
      matches.value = markRepeated(found);
    } catch (failure) {
      error.value = toApiError(failure);
    } finally {
      looking.value = false;
    }
  }

  async function lookUp(line: PastedGuest): Promise<PastedMatch> {
    const { people } = await search.ANYBODY(line.email ?? line.name ?? '');
    return matchPasted(line, people);
  }

  return { matches, looking, error, look };
}
