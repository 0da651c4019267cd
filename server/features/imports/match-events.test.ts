import { describe, expect, test } from '@jest/globals';
import { type EventMention, type EventOnFile, matchEvents } from './match-events.ts';
import { right, wrong } from './row-error.ts';

describe('which event a file means', () => {
  test('nothing on file: a new one, with or without a time', () => {
    expect(outcome([], ['19:00'])).toEqual(['new@19:00']);
    expect(outcome([], [null])).toEqual(['new@unknown']);
  });

  test('the same time, or no time: the one on file, unchanged', () => {
    expect(outcome(['19:00'], ['19:00'])).toEqual(['19:00@19:00']);
    expect(outcome(['19:00'], [null])).toEqual(['19:00@19:00']);
    expect(outcome(['unknown'], [null])).toEqual(['unknown@unknown']);
  });

  test('another time moves the one event, a known time completes an unknown one', () => {
    expect(outcome(['19:00'], ['20:00'])).toEqual(['19:00@20:00']);
    expect(outcome(['unknown'], ['20:00'])).toEqual(['unknown@20:00']);
  });

  test('rows without a time belong to the one time that the file gives', () => {
    expect(outcome([], ['19:00', null])).toEqual(['new@19:00', 'new@19:00']);
    expect(outcome(['19:00'], ['20:00', null])).toEqual(['19:00@20:00', '19:00@20:00']);
  });

  test('two times in one file are two events', () => {
    expect(matchEvents([], mentions(['13:00', '19:00']), startOf).events).toHaveLength(2);
    expect(outcome([], ['13:00', '19:00'])).toEqual(['new@13:00', 'new@19:00']);
  });

  test('a double-header loaded again is found by its times', () => {
    expect(outcome(['13:00', '19:00'], ['19:00', '13:00'])).toEqual(['19:00@19:00', '13:00@13:00']);
    expect(outcome(['13:00', '19:00'], ['19:00'])).toEqual(['19:00@19:00']);
  });

  test('a second time beside the one on file adds the second event', () => {
    expect(outcome(['13:00'], ['13:00', '19:00'])).toEqual(['13:00@13:00', 'new@19:00']);
  });

  test('one changed time of a double-header moves that event only', () => {
    expect(outcome(['13:00', '19:00'], ['13:00', '20:00'])).toEqual(['13:00@13:00', '19:00@20:00']);
    expect(outcome(['unknown', '13:00'], ['13:00', '20:00'])).toEqual(['13:00@13:00', 'unknown@20:00']);
    expect(outcome(['unknown', '13:00'], ['20:00'])).toEqual(['unknown@20:00']);
  });

  test('both times changed: they keep their order', () => {
    expect(outcome(['19:00', '13:00'], ['20:00', '14:00'])).toEqual(['19:00@20:00', '13:00@14:00']);
  });

  test('where the file does not tell which event moved, it is an error', () => {
    for (const [onFile, times] of [
      [['13:00', '19:00'], ['15:00']],
      [['13:00'], ['14:00', '19:00']],
      [['unknown'], ['14:00', '19:00']],
    ] as const) {
      const { errors, events } = matchEvents(onFileAt(onFile), mentions(times), startOf);
      expect(errors.map(({ column }) => column)).toEqual(times.map(() => 'EventTime'));
      expect(errors[0]?.message).toContain('which event moved');
      expect(events).toEqual([]);
    }
  });

  test('rows without a time are refused where there are several events', () => {
    expect(outcome(['13:00', '19:00'], [null])).toEqual(['error']);
    expect(outcome([], ['13:00', '19:00', null])).toEqual(['new@13:00', 'new@19:00', 'error']);
    expect(outcome(['13:00', '19:00'], ['13:00', null])).toEqual(['13:00@13:00', 'error']);
  });

  test('a time that does not exist is refused', () => {
    expect(outcome([], ['02:30'])).toEqual(['error']);
  });
});

describe('the status of an event', () => {
  test('changes where the file says so and stays where it does not', () => {
    expect(statusOf(['POSTPONED'])).toBe('POSTPONED');
    expect(statusOf([null, 'CANCELLED', null])).toBe('CANCELLED');
    expect(statusOf([null])).toBe('SCHEDULED');
    expect(
      matchEvents([{ id: 'a', startsAt: null, status: 'CANCELLED' }], mentions([null]), startOf).events[0]?.status,
    ).toBe('CANCELLED');
  });

  test('two different ones for one event are refused, naming the other row', () => {
    const said = (['POSTPONED', 'CANCELLED'] as const).map((status, index) => ({
      localTime: '19:00',
      status,
      row: index + 2,
    }));
    expect(matchEvents([], said, startOf).errors).toEqual([
      {
        mention: 1,
        column: 'EventStatus',
        message: expect.stringContaining('Row 2 says that this event is POSTPONED'),
      },
    ]);
  });

  function statusOf(statuses: EventMention['status'][]): string | undefined {
    const said = statuses.map((status, index) => ({ localTime: '19:00', status, row: index + 2 }));
    return matchEvents([], said, startOf).events[0]?.status;
  }
});

/** For each mention `<event on file or new>@<time after the import>`. */
function outcome(onFile: readonly string[], times: readonly (string | null)[]): string[] {
  const { events, eventOf, errors } = matchEvents(onFileAt(onFile), mentions(times), startOf);
  expect(errors).toHaveLength(eventOf.filter((place) => place === null).length);
  return eventOf.map((place) => {
    const event = place === null ? undefined : events[place];
    return event ? `${event.onFile?.id ?? 'new'}@${timeOf(event.startsAt)}` : 'error';
  });
}

function onFileAt(times: readonly string[]): EventOnFile[] {
  return times.map((time) => ({ id: time, startsAt: time === 'unknown' ? null : instant(time), status: 'SCHEDULED' }));
}

function mentions(times: readonly (string | null)[]): EventMention[] {
  return times.map((localTime, index) => ({ localTime, status: null, row: index + 2 }));
}

function startOf(time: string) {
  return time === '02:30' ? wrong('The clocks skip 02:30.') : right(instant(time));
}

function instant(time: string): Date {
  return new Date(`2026-06-11T${time}:00Z`);
}

function timeOf(startsAt: Date | null): string {
  return startsAt?.toISOString().slice(11, 16) ?? 'unknown';
}
