import { onScopeDispose, readonly, ref, shallowReactive } from 'vue';

/** A key that acts anywhere on the page, outside of text fields and open dialogs. */
export interface Shortcut {
  /** As KeyboardEvent.key has it, such as "/" or "v"; "mod+k" is Ctrl+K, or Cmd+K on a Mac. */
  key: string;
  /** The key of its description in the catalogues, for the help. */
  descriptionKey: string;
  run(): void;
}

const storageKey = 'backfill:singleKeys';
const shortcuts = shallowReactive(new Set<Shortcut>());
const singleKeys = ref(storedChoice());

/** What the help lists: those of the page that is open and those of the shell. */
export const knownShortcuts: ReadonlySet<Shortcut> = shortcuts;

/** Whether keys without Ctrl or Cmd act; people who dictate turn them off. */
export const singleKeysOn = readonly(singleKeys);

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** Registers shortcuts for as long as the component lives. */
export function useShortcuts(list: readonly Shortcut[]): void {
  for (const shortcut of list) shortcuts.add(shortcut);
  onScopeDispose(() => list.forEach((shortcut) => shortcuts.delete(shortcut)));
}

/** Starts listening; once per app. */
export function listenForShortcuts(): void {
  window.addEventListener('keydown', (event) => {
    const shortcut = [...shortcuts].reverse().find((candidate) => matches(candidate.key, event));
    if (!shortcut || event.defaultPrevented || event.isComposing) return;
    if (!shortcut.key.startsWith('mod+') && (!singleKeys.value || isBusy(event.target))) return;
    event.preventDefault();
    shortcut.run();
  });
}

/** The key as it is labelled on this computer's keyboard. */
export function keyLabel(key: string): string[] {
  if (!key.startsWith('mod+')) return [key];
  return [isMac() ? '⌘' : 'Ctrl', key.slice(4).toUpperCase()];
}

function matches(key: string, event: KeyboardEvent): boolean {
  if (event.altKey) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (key.startsWith('mod+')) return mod && event.key.toLowerCase() === key.slice(4);
  return !mod && event.key === key;
}

/** Typing, or a dialog that has the keyboard. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"]')) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

function storedChoice(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}
