import { onScopeDispose, readonly, ref, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { useSession } from './session.ts';

export interface UnsavedGuard {
  /** Whether to ask now if the page may be left. */
  asking: Readonly<Ref<boolean>>;
  /** The answer: true leaves the page, false stays. */
  answer(leave: boolean): void;
}

/** Keeps a page with unsaved changes from being left by accident: within the app it asks, otherwise the browser does. */
export function useUnsavedGuard(hasChanges: () => boolean): UnsavedGuard {
  const session = useSession();
  const asking = ref(false);
  let settle: ((leave: boolean) => void) | undefined;

  function answer(leave: boolean): void {
    asking.value = false;
    settle?.(leave);
    settle = undefined;
  }

  onBeforeRouteLeave(() => {
    // Whoever is signed out must be able to sign in again; there is nobody to ask.
    if (!hasChanges() || !session.viewer.value) return true;
    answer(false);
    asking.value = true;
    return new Promise<boolean>((resolve) => (settle = resolve));
  });

  const warn = (event: BeforeUnloadEvent): void => {
    if (hasChanges()) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => window.removeEventListener('beforeunload', warn));

  return { asking: readonly(asking), answer };
}
