import { effectScope, getCurrentScope, shallowReactive, watch, type EffectScope } from 'vue';

/**
 * Something with a life of its own for each item, such as the children of each open row: made when its item appears,
 * stopped when it goes. Items are told apart by their id.
 */
export function useKeyed<Item extends { id: string }, State>(
  items: () => readonly Item[],
  make: (item: Item) => State,
): ReadonlyMap<string, State> {
  const parent = getCurrentScope();
  const states = shallowReactive(new Map<string, State>());
  const scopes = new Map<string, EffectScope>();

  watch(
    items,
    (wanted) => {
      const ids = new Set(wanted.map(({ id }) => id));
      for (const [id, scope] of scopes) {
        if (ids.has(id)) continue;
        scope.stop();
        scopes.delete(id);
        states.delete(id);
      }
      for (const item of wanted) {
        if (scopes.has(item.id)) continue;
        const scope = parent?.run(() => effectScope()) ?? effectScope();
        scopes.set(item.id, scope);
        states.set(item.id, scope.run(() => make(item)) as State);
      }
    },
    { immediate: true },
  );
  return states;
}
