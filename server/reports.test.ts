import { expect, test } from '@jest/globals';
import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { isReport } from './reports.ts';

function isReportText(text: string): boolean {
  const { definitions } = parse(text);
  const operation = definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (!operation) throw new Error('There is no operation.');
  return isReport(operation, Object.fromEntries(fragments.map((each) => [each.name.value, each])));
}

test.each([
  '{ unusedQueue { totals { ticketCount } } }',
  '{ __typename unusedQueue { __typename totals { ticketCount } filterHints { part } } }',
  '{ auditLog(first: 5) { nodes { action } } unusedQueue { totals { ticketCount } } }',
  '{ ...Root } fragment Root on Query { unusedQueue { ... on UnusedQueue { ...Sums } } } fragment Sums on UnusedQueue { totals { eventCount } }',
])('a report: %s', (text) => expect(isReportText(text)).toBe(true));

test.each([
  '{ unusedQueue { events { nodes { unusedCount } } } }',
  '{ unusedQueue { totals { ticketCount } events { nodes { unusedCount } } } }',
  '{ unusedQueue { totals { ticketCount } } viewer { user { name } } }',
  '{ sums: unusedQueue { totals: events { nodes { unusedCount } } } }',
  '{ ...Root } fragment Root on Query { unusedQueue { totals { eventCount } } myOrders { nodes { id } } }',
  'mutation { auditLog { id } }',
])('no report: %s', (text) => expect(isReportText(text)).toBe(false));
