import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { anchorsOf, codeOf, linksOf, readPages } from './markdown.ts';

const pages = readPages();
const byFile = new Map(pages.map((page) => [page.file, page]));

describe('the pages of the docs', () => {
  test('are found', () => {
    expect([...byFile.keys()]).toEqual(expect.arrayContaining(['README.md', 'docs/api/README.md']));
    expect(pages.flatMap(linksOf).length).toBeGreaterThan(100);
  });

  test.each(pages.map((page) => [page.file, page] as const))('%s has no link that leads nowhere', (_file, page) => {
    const dead = linksOf(page).filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page.file : normalize(join(dirname(page.file), path));
      if (!existsSync(target)) return true;
      const targetPage = byFile.get(target);
      return anchor !== undefined && targetPage !== undefined && !anchorsOf(targetPage).has(anchor);
    });
    expect(dead).toEqual([]);
  });

  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const operations = pages.flatMap((page) =>
    codeOf(page, 'graphql').map((text) => [page.file, text.split('\n')[0], text] as const),
  );

  test.each(operations)('%s shows only what the schema knows in "%s"', (_file, _start, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});

describe('the reader of pages', () => {
  const page = {
    file: 'x.md',
    text: '# A `first` thing, or two\n\n[here](#a-first-thing-or-two) `[code](no)`\n\n```sh\n# no\n[no](no)\n```\n\n# Same\n# Same\n',
  };

  test('leaves code out and names headings as GitHub does', () => {
    expect(linksOf(page)).toEqual(['#a-first-thing-or-two']);
    expect([...anchorsOf(page)]).toEqual(['a-first-thing-or-two', 'same', 'same-1']);
    expect(codeOf(page, 'sh')).toEqual(['# no\n[no](no)\n']);
  });
});
