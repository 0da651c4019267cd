import { computed, type ComputedRef } from 'vue';
import { useText } from '../../i18n/useText.ts';
import type { Choice } from '../../ui/MultiChoice.vue';

interface Category {
  id: string;
  name: string;
  isRetired: boolean;
}

/** The usage categories that can be chosen; one that was retired since stays while the order has it, marked as such. */
export function useCategoryOptions(
  active: () => readonly Category[],
  current: () => Category | null,
): ComputedRef<Choice[]> {
  const { t } = useText();
  return computed(() => {
    const options: Choice[] = active().map(({ id, name }) => ({ id, label: name }));
    const own = current();
    if (!own || options.some(({ id }) => id === own.id)) return options;
    const label = own.isRetired ? t('guestList.retired', { name: own.name }) : own.name;
    return [{ id: own.id, label }, ...options];
  });
}
