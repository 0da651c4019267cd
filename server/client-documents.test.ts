import { beforeAll, expect, test } from '@jest/globals';
import { type GraphQLSchema, getNullableType, isListType, isObjectType, parse, validate } from 'graphql';
import { SIGN_IN_DOCUMENTS } from './features/sign-in/sign-in.documents.ts';
import { listSizes } from './list-sizes.ts';
import { MAX_PAGE_SIZE } from './platform/connection.ts';
import { costOfDocuments } from './platform/graphql/document-cost.ts';
import { LIMITS } from './platform/graphql/limits.ts';
import { readClientDocuments } from './platform/graphql/trusted-documents.ts';
import { createSchema } from './schema.ts';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

test('every document that strangers may send is valid and stays within half of each limit, with the largest pages', async () => {
  const documents = [...Object.entries(SIGN_IN_DOCUMENTS), ...(await readClientDocuments())];
  expect(documents.length).toBeGreaterThan(70);
  const costOf = costOfDocuments(schema, listSizes);
  for (const [, text] of documents) {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const { measure, errors, introspects, nodeCounters } = costOf(document);
    expect([errors, introspects]).toEqual([[], false]);
    expect(measure.depth).toBeLessThan(LIMITS.depth);
    for (const [operation, count] of nodeCounters) {
      const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
      const largest = Object.fromEntries(
        variables.filter((name) => /first/i.test(name)).map((name) => [name, MAX_PAGE_SIZE]),
      );
      expect([operation.name?.value, count(largest) <= LIMITS.nodes / 2]).toEqual([operation.name?.value, true]);
    }
    expect(measure.fields).toBeLessThanOrEqual(LIMITS.fields / 2);
  }
});

test('every size that is stated is that of a list in the schema', () => {
  for (const [coordinate, size] of Object.entries(listSizes)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    expect([coordinate, field && isListType(getNullableType(field.type))]).toEqual([coordinate, true]);
    if (typeof size === 'string') expect(field?.args.map(({ name }) => name)).toContain(size);
  }
});
