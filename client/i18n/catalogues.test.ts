import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const client = new URL('..', import.meta.url);
const areas = readdirSync(new URL('i18n/en/', client)).sort();
const english = catalogue('en');
const german = catalogue('de');

/** Keys that are built while running (`t(`role.${role}`)`) are found by their fixed beginning. */
const used = keysUsedByTheClient();

describe('the catalogues', () => {
  test('have the same areas and keys in every language', () => {
    expect(readdirSync(new URL('i18n/de/', client)).sort()).toEqual(areas);
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('say the same with the same parts: every message has the same placeholders in every language', () => {
    const differing = [...english].filter(([key, text]) => placeholders(text) !== placeholders(german.get(key) ?? ''));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test('have every message that the client asks for', () => {
    expect([...used.exact].filter((key) => !english.has(key))).toEqual([]);
    expect([...used.prefixes].filter((prefix) => ![...english.keys()].some((key) => key.startsWith(prefix)))).toEqual(
      [],
    );
  });

  test('have no message that nobody asks for', () => {
    const idle = [...english.keys()].filter(
      (key) => !used.exact.has(key) && ![...used.prefixes].some((prefix) => key.startsWith(prefix)),
    );
    expect(idle).toEqual([]);
  });
});

function catalogue(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of areas) {
    const area = JSON.parse(readFileSync(new URL(`i18n/${language}/${file}`, client), 'utf8')) as object;
    flatten(file.replace('.json', ''), area, texts);
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
  return [...new Set(text.match(/\{\w+\}|@:[\w.]+/g) ?? [])].sort().join(' ');
}

function keysUsedByTheClient(): { exact: Set<string>; prefixes: Set<string> } {
  const names = areas.map((file) => file.replace('.json', '')).join('|');
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
