import { onScopeDispose, readonly, ref, watch, type Ref } from 'vue';

/** True only once the condition has held for a while: what is quick shows no skeleton at all. */
export function useDelayed(condition: () => boolean, delayMs = 150): Readonly<Ref<boolean>> {
  const held = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    condition,
    (holds) => {
      clearTimeout(timer);
      held.value = false;
      if (holds) timer = setTimeout(() => (held.value = true), delayMs);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return readonly(held);
}
