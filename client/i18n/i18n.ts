import { readonly, ref, shallowRef } from 'vue';
import { languages, loadCatalogue, type CataloguePart, type LanguageCode } from './catalogues.ts';
import { fillMessage, findMessage, type Messages, type Named } from './messages.ts';

const storageKey = 'backfill:language';

const spoken = ref<LanguageCode>('en');
const messages = shallowRef<Messages>({});
const parts = new Set<CataloguePart>(['first']);
/** The language that was asked for last; it is spoken once its messages are here. */
let wanted: LanguageCode = spoken.value;
let first: Promise<void> | undefined;
let further: Promise<void> | undefined;

/** The language that the client speaks. */
export const language = readonly(spoken);

/** Says something: the key's message, filled in. An unknown key is said as it is. */
export function t(key: string, named?: Named, count?: number): string {
  const message = findMessage(messages.value, key);
  return message === undefined ? key : fillMessage(message, named, count);
}

/** Whether there is a message for a key that was put together from data. */
export function te(key: string): boolean {
  return findMessage(messages.value, key) !== undefined;
}

/** Loads what the first page says, in the language that was chosen before, or the first of the browser's that there is. */
export function loadFirstMessages(): Promise<void> {
  first ??= apply(storedLanguage() ?? browserLanguage());
  return first;
}

/** Loads what every other page says. Whoever shows something of one waits for it. */
export async function loadFurtherMessages(): Promise<void> {
  parts.add('further');
  await loadFirstMessages();
  further ??= apply(wanted).catch((unreachable: unknown) => {
    further = undefined;
    throw unreachable;
  });
  await further;
}

/** Switches the language and remembers it. */
export async function setLanguage(next: LanguageCode): Promise<void> {
  await apply(next);
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** The locale for dates and numbers: the browser's own variant of the language where it has one, such as en-GB. */
export function formatLocale(code: string): string {
  const own = navigator.languages.find((locale) => locale === code || locale.startsWith(`${code}-`));
  return own ?? languages.find((known) => known.code === code)?.usualLocale ?? 'en-US';
}

async function apply(language: LanguageCode): Promise<void> {
  wanted = language;
  const loaded = await Promise.all([...parts].map((part) => loadCatalogue(language, part)));
  if (language !== wanted) return;
  messages.value = Object.assign({}, ...loaded) as Messages;
  spoken.value = language;
  document.documentElement.lang = language;
}

function storedLanguage(): LanguageCode | undefined {
  try {
    return asLanguage(localStorage.getItem(storageKey));
  } catch {
    return undefined;
  }
}

function browserLanguage(): LanguageCode {
  return navigator.languages.map((locale) => asLanguage(locale.slice(0, 2))).find((code) => code !== undefined) ?? 'en';
}

function asLanguage(code: string | null): LanguageCode | undefined {
  return languages.find((known) => known.code === code)?.code;
}
