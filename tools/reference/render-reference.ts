import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { findPlaces } from './find-places.ts';
import { typePages, typesOn } from './pages.ts';
import { renderOperation } from './render-operation.ts';
import { renderType } from './render-type.ts';

interface Page {
  name: string;
  title: string;
  about: string;
  sections: string[];
}

/** The whole reference of a schema: the text of each file by its name. */
export function renderReference(schema: GraphQLSchema): Map<string, string> {
  const pages = [...operationPages(schema), ...pagesOfTypes(schema)].filter(({ sections }) => sections.length > 0);
  const files = pages.map((page) => [`${page.name}.md`, renderPage(page)] as const);
  return new Map([['README.md', renderIndex(pages)], ...files]);
}

function operationPages(schema: GraphQLSchema): Page[] {
  const sections = (root: GraphQLObjectType | null | undefined): string[] =>
    Object.values(root?.getFields() ?? {}).map((field) => renderOperation(field));
  return [
    { name: 'queries', title: 'Queries', about: 'What can be read.', sections: sections(schema.getQueryType()) },
    { name: 'mutations', title: 'Mutations', about: 'What can be done.', sections: sections(schema.getMutationType()) },
  ];
}

function pagesOfTypes(schema: GraphQLSchema): Page[] {
  const places = findPlaces(schema);
  return typePages.map((page) => ({
    name: page.name,
    title: page.title,
    about: page.about,
    sections: typesOn(page, schema).map((type) => renderType(type, schema, places.get(type.name) ?? [])),
  }));
}

function renderPage({ title, about, sections }: Page): string {
  const names = sections.map((section) => /^## (\w+)/.exec(section)?.[1] ?? '');
  const contents = names.map((name) => `[${name}](#${name.toLowerCase()})`).join(' · ');
  return `${NOTICE}\n\n# ${title}\n\n${about}\n\n${[contents, ...sections].join('\n\n')}\n`;
}

function renderIndex(pages: Page[]): string {
  const items = pages.map(
    ({ name, title, about, sections }) => `- [${title}](${name}.md) (${sections.length}): ${about}`,
  );
  return `${NOTICE}\n\n# Reference\n\n${ABOUT}\n\n${items.join('\n')}\n`;
}

const NOTICE = '<!-- Printed from schema.graphql by "npm run reference". Do not edit. -->';
const ABOUT = `Every operation and type of the schema, printed from [schema.graphql](../../../schema.graphql). What holds everywhere is in
[the API](../README.md).`;
