import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { createDocumentStore } from './document-store.ts';

test('keeps as many documents as their text has room, those used last', async () => {
  const text = (number: number) => `query Q${number} { viewer { id } }`;
  const store = createDocumentStore(3 * text(1).length);
  for (const number of [1, 2, 3]) await store.set(`${number}`, parse(text(number)));
  expect(await store.get('1')).toBeDefined();
  await store.set('4', parse(text(4)));
  expect(store.keys().sort()).toEqual(['1', '3', '4']);
});

test('a document that alone is too long is not kept, and the others stay', async () => {
  const short = parse('{ viewer { id } }');
  const store = createDocumentStore(40);
  await store.set('short', short);
  await store.set('long', parse(`{ viewer { id } } # ${'long '.repeat(10)}`));
  expect(store.keys()).toEqual(['short']);
});
