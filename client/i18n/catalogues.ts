import type { Messages } from './messages.ts';

/** The languages that can be chosen, each named in itself. */
export const languages = [
  { code: 'en', name: 'English', usualLocale: 'en-US' },
  { code: 'de', name: 'Deutsch', usualLocale: 'de-DE' },
] as const;

export type LanguageCode = (typeof languages)[number]['code'];

/** The areas below `first` are what the frame and the first page say; `further` is what all other pages say. */
export type CataloguePart = 'first' | 'further';

/** Each part of each language is a chunk of its own. Its files are areas: a file's name is the first part of its keys. */
const parts: Record<LanguageCode, Record<CataloguePart, () => Promise<{ messages: Messages }>>> = {
  en: { first: () => import('./en-first.ts'), further: () => import('./en-further.ts') },
  de: { first: () => import('./de-first.ts'), further: () => import('./de-further.ts') },
};

export async function loadCatalogue(language: LanguageCode, part: CataloguePart): Promise<Messages> {
  return (await parts[language][part]()).messages;
}

/** Turns what import.meta.glob finds ("./en/first/nav.json") into areas ("nav"). */
export function toMessages(files: Record<string, Messages>): Messages {
  return Object.fromEntries(Object.entries(files).map(([path, area]) => [path.replace(/^.*\/|\.json$/g, ''), area]));
}
