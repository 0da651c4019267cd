import { createI18n } from 'vue-i18n';
import { languages, loadCatalogue, type LanguageCode } from './catalogues.ts';

const storageKey = 'backfill:language';

export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: {} });

/** Loads the language that was chosen before, or the first of the browser's that there is. */
export async function startI18n(): Promise<void> {
  await apply('en');
  const language = storedLanguage() ?? browserLanguage();
  if (language !== 'en') await apply(language);
}

/** Switches the language and remembers it. */
export async function setLanguage(language: LanguageCode): Promise<void> {
  await apply(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
}

/** The locale for dates and numbers: the browser's own variant of the language where it has one, such as en-GB. */
export function formatLocale(language: string): string {
  const own = navigator.languages.find((locale) => locale === language || locale.startsWith(`${language}-`));
  return own ?? languages.find(({ code }) => code === language)?.usualLocale ?? 'en-US';
}

async function apply(language: LanguageCode): Promise<void> {
  const { global } = i18n;
  if (!global.availableLocales.some((loaded) => loaded === language)) {
    global.setLocaleMessage(language, (await loadCatalogue(language)) as never);
  }
  global.locale.value = language;
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
  return languages.find((language) => language.code === code)?.code;
}
