import { expect, test } from '@jest/globals';
import { auditFilter, exportAddress } from './audit-filter.ts';

const nothing = { person: '', behalf: '', action: [], subject: '', from: null, to: null, shown: 25 };

test('what is not narrowed is null', () => {
  expect(auditFilter(nothing)).toEqual({
    actorId: null,
    onBehalfOfId: null,
    actions: [],
    subjectId: null,
    recordedFrom: null,
    recordedTo: null,
  });
});

test('a download is narrowed like the page', () => {
  expect(exportAddress(nothing, 'csv')).toBe('/audit-log.csv');
  const search = { ...nothing, person: 'ada', action: ['order.created', 'user.updated'], from: '2026-07-01' };
  expect(exportAddress(search, 'jsonl')).toBe(
    '/audit-log.jsonl?actorId=ada&recordedFrom=2026-07-01&actions=order.created&actions=user.updated',
  );
});
