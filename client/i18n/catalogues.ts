/** One JSON file per area of the product; the file's name is the first part of its keys. */
export type Catalogue = Record<string, Record<string, unknown>>;

/** The languages that can be chosen, each named in itself. */
export const languages = [
  { code: 'en', name: 'English', usualLocale: 'en-US' },
  { code: 'de', name: 'Deutsch', usualLocale: 'de-DE' },
] as const;

export type LanguageCode = (typeof languages)[number]['code'];

/** Loads a language's catalogue, as a chunk of its own. */
export async function loadCatalogue(language: LanguageCode): Promise<Catalogue> {
  const module = language === 'de' ? await import('./de.ts') : await import('./en.ts');
  return module.catalogue;
}

/** Turns what import.meta.glob finds ("./en/shell.json") into areas ("shell"). */
export function toCatalogue(files: Record<string, Record<string, unknown>>): Catalogue {
  return Object.fromEntries(Object.entries(files).map(([path, area]) => [path.replace(/^.*\/|\.json$/g, ''), area]));
}
