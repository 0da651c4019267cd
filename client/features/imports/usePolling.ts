import { onScopeDispose, watch } from 'vue';

/** Asks again and again while there is something to wait for; never twice at once, and not while nobody looks. */
export function usePolling(isWaiting: () => boolean, ask: () => Promise<void>, everyMs = 1000): void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function plan(): void {
    clearTimeout(timer);
    if (isWaiting()) timer = setTimeout(() => void tick(), everyMs);
  }

  async function tick(): Promise<void> {
    if (document.visibilityState === 'visible') await ask();
    plan();
  }

  watch(isWaiting, plan, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
}
