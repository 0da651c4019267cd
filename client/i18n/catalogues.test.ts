import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const client = new URL('..', import.meta.url);
/** Where the first page begins, and what it loads when it is asked for. */
const FIRST_PAGE = [
  'main.ts',
  'shell/HomeRedirect.vue',
  'shell/CommandMenu.vue',
  'shell/MobileMenu.vue',
  'shell/ShortcutHelp.vue',
  'features/backfill/BackfillTicketsPage.vue',
  'features/backfill/AssignmentEditor.vue',
  'features/backfill/VenueTree.vue',
];
const firstAreas = areasOf('en/first');
const areas = areasOf('en');
const english = catalogue('en');
const german = catalogue('de');

/** Keys that are built while running (`t(`role.${role}`)`) are found by their fixed beginning. */
const used = keysUsedByTheClient();

describe('the catalogues', () => {
  test('have the same areas and keys in every language', () => {
    expect(areasOf('de')).toEqual(areas);
    expect(areasOf('de/first')).toEqual(firstAreas);
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('say the same with the same parts: every message has the same placeholders in every language', () => {
    const differing = [...english].filter(([key, text]) => placeholders(text) !== placeholders(german.get(key) ?? ''));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('have no braces but those of gaps, and at most two forms of a plural', () => {
    const all = [...english, ...german];
    expect(all.length).toBeGreaterThan(1000);
    const odd = all.filter(([, text]) => /[{}]/.test(text.replace(/\{\w+\}/g, '')) || text.split('|').length > 2);
    expect(odd).toEqual([]);
  });

  test('have every message that the client asks for', () => {
    expect([...used.exact].filter((key) => !english.has(key))).toEqual([]);
    expect([...used.prefixes].filter((prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)))).toEqual(
      [],
    );
  });

  test('have what the first page and its frame say among the first messages', () => {
    const further = new RegExp(`['\`](?:${areas.join('|')})\\.\\w`);
    const files = loadedWith(FIRST_PAGE);
    expect([...files]).toContain('features/backfill/AssignButton.vue');
    const asking = [...files].filter(
      (file) => !file.startsWith('gql/') && further.test(readFileSync(new URL(file, client), 'utf8')),
    );
    // The names of all pages stand in the route tables, and are said once a page has come.
    expect(asking.sort()).toEqual(['administration-routes.ts', 'routes.ts']);
  });

  test('have no message that nobody asks for', () => {
    const idle = [...english.keys()].filter(
      (key) => !used.exact.has(key) && ![...used.prefixes].some((prefix) => key.startsWith(prefix)),
    );
    expect(idle).toEqual([]);
  });
});

/** The names of the areas, without those of the folders inside. */
function areasOf(folder: string): string[] {
  const files = readdirSync(new URL(`i18n/${folder}/`, client)).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.replace('.json', '')).sort();
}

function catalogue(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const folder of [language, `${language}/first`]) {
    for (const area of areasOf(folder)) {
      const messages = readFileSync(new URL(`i18n/${folder}/${area}.json`, client), 'utf8');
      flatten(area, JSON.parse(messages) as object, texts);
    }
  }
  return texts;
}

function flatten(prefix: string, value: object, into: Map<string, string>): void {
  for (const [key, inner] of Object.entries(value) as [string, unknown][]) {
    if (typeof inner === 'string') into.set(`${prefix}.${key}`, inner);
    else flatten(`${prefix}.${key}`, inner as object, into);
  }
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
}

function keysUsedByTheClient(): { exact: Set<string>; prefixes: Set<string> } {
  const names = [...areas, ...firstAreas].join('|');
  // Strings of code have single quotes or backticks; double ones are attributes, such as v-if="orders.length".
  const quoted = new RegExp(`['\`]((?:${names})\\.[\\w.]*)(\\$\\{)?`, 'g');
  const exact = new Set<string>();
  const prefixes = new Set<string>();
  for (const file of readdirSync(client, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(vue|ts)$/.test(file) || /\.test\.ts$|^gql\/|^e2e\//.test(file)) continue;
    for (const [, key = '', dynamic] of readFileSync(new URL(file, client), 'utf8').matchAll(quoted)) {
      (dynamic ? prefixes : exact).add(key);
    }
  }
  return { exact, prefixes };
}

/** The entries, and all of our files that these import from the start. */
function loadedWith(entries: string[]): Set<string> {
  const files = new Set(entries);
  for (const file of files) {
    const code = readFileSync(new URL(file, client), 'utf8');
    for (const [, path = ''] of code.matchAll(/^(?:import|export|\}) (?!type ).*'(\..+\.(?:ts|vue))';$/gm)) {
      files.add(new URL(path, new URL(file, client)).href.slice(client.href.length));
    }
  }
  return files;
}
