import { expect, test } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import { toEvents } from './packed-events.ts';

const [own, other] = [newId(), newId()];

function lineOf({
  id = newId(),
  name = 'Night Match',
  startsAt = '2026-07-10T19:00:00Z' as string | null,
} = {}): string {
  return JSON.stringify([id, newId(), name, 'night match', '2026-07-10', startsAt, '2026-07-11T00:00:00Z', 1]);
}

test('an event is read from its line', () => {
  const id = newId();
  const lines = [lineOf({ id, name: 'Über "Nacht"\n' }), lineOf({ startsAt: null })];
  const events = toEvents(lines.join('\n'), own);
  expect(events.size).toBe(2);
  expect(events.get(id)).toMatchObject({
    organizationId: own,
    id,
    name: 'Über "Nacht"\n',
    nameKey: 'night match',
    localDate: '2026-07-10',
    startsAt: new Date('2026-07-10T19:00:00Z'),
    endsAt: new Date('2026-07-11T00:00:00Z'),
    status: 'SCHEDULED',
    version: 1,
  });
  expect(toEvents(null, own).size).toBe(0);
});

test('an event is kept as long as all of its line is the same, for its organization', () => {
  const id = newId();
  const line = lineOf({ id });
  const first = toEvents(line, own).get(id);
  expect(toEvents(`${lineOf()}\n${line}`, own).get(id)).toBe(first);
  expect(toEvents(line.replace('T19', 'T20'), own).get(id)).toMatchObject({
    startsAt: new Date('2026-07-10T20:00:00Z'),
  });
  expect(toEvents(line, other).get(id)).toMatchObject({ organizationId: other });
  expect(toEvents(line, own).get(id)).toMatchObject({ organizationId: own });
});

test('what is kept cannot be changed by who gets it', () => {
  const id = newId();
  const event = toEvents(lineOf({ id }), own).get(id);
  expect(() => Object.assign(event ?? {}, { name: 'Day Match' })).toThrow(TypeError);
});
