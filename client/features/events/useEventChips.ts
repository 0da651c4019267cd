import { computed, type ComputedRef } from 'vue';
import { useText } from '../../i18n/useText.ts';
import type { EventsSearch } from '../../routes.ts';
import type { FilterChip } from '../../ui/FilterChips.vue';
import { readStatuses } from './event-status.ts';

/** The filters of the events that are on, and what the URL says without one of them. */
export function useEventChips(search: ComputedRef<EventsSearch>) {
  const { t, shortDate } = useText();

  const chips = computed<FilterChip[]>(() => {
    const { q, from, to, status } = search.value;
    return [
      ...(q ? [{ key: 'q', label: t('events.chips.search', { term: q }) }] : []),
      ...(from ? [{ key: 'from', label: t('events.chips.from', { date: shortDate(from) }) }] : []),
      ...(to ? [{ key: 'to', label: t('events.chips.to', { date: shortDate(to) }) }] : []),
      ...readStatuses(status).map((each) => ({ key: each, label: t(`events.status.${each}`) })),
    ];
  });

  function without(key: string): Partial<EventsSearch> {
    if (key === 'q') return { q: '' };
    if (key === 'from') return { from: null };
    if (key === 'to') return { to: null };
    return { status: search.value.status.filter((status) => status !== key) };
  }

  return { chips, without };
}
