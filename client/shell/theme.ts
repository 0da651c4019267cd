import { readonly, ref } from 'vue';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** public/theme.js reads the same key before the first paint. */
const storageKey = 'backfill:theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const choice = ref<ThemeChoice>(storedChoice());

/** The chosen theme; `system` follows the operating system as it changes. */
export const themeChoice = readonly(choice);

/** Switches the theme and remembers it. */
export function setTheme(next: ThemeChoice): void {
  choice.value = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
  paint();
}

/** Keeps a client that follows the system in step with it. */
export function followSystemTheme(): void {
  systemIsDark.addEventListener('change', paint);
  paint();
}

function paint(): void {
  const dark = choice.value === 'dark' || (choice.value === 'system' && systemIsDark.matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
}

function storedChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(storageKey);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}
