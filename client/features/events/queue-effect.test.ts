import { describe, expect, test } from '@jest/globals';
import { queueEffect, type EventFacts, type EventTiming } from './queue-effect.ts';

const now = new Date('2026-06-20T12:00:00Z');
const today = '2026-06-20';
const past: EventFacts = {
  localDate: '2026-06-11',
  localTime: '19:00',
  status: 'SCHEDULED',
  endsAt: '2026-06-12T03:00:00Z',
  unresolvedCount: 12,
};
const future: EventFacts = { ...past, localDate: '2026-07-01', endsAt: '2026-07-02T03:00:00Z' };
const effect = (event: EventFacts, change: Partial<EventTiming>) =>
  queueEffect(
    event,
    { localDate: event.localDate, localTime: event.localTime, status: event.status, ...change },
    now,
    today,
  );

describe('changing an event', () => {
  test('takes the tickets of a past event out of the queue when it is postponed, cancelled or moved ahead', () => {
    expect(effect(past, { status: 'POSTPONED' })).toBe('leaveForGood');
    expect(effect(past, { status: 'CANCELLED' })).toBe('leaveForGood');
    expect(effect(past, { localDate: '2026-06-25' })).toBe('leave');
  });

  test('brings tickets into the queue when the event turns out to be past', () => {
    expect(effect(future, { localDate: '2026-06-19' })).toBe('enter');
    expect(effect({ ...past, status: 'POSTPONED' }, { status: 'SCHEDULED' })).toBe('enter');
  });

  test('says that tickets of a future event enter later when it takes place after all', () => {
    expect(effect({ ...future, status: 'CANCELLED' }, { status: 'SCHEDULED' })).toBe('enterLater');
  });

  test('leaves the queue alone otherwise', () => {
    expect(effect(past, {})).toBe('none');
    expect(effect(past, { localTime: '20:00' })).toBe('none');
    expect(effect(future, { status: 'CANCELLED' })).toBe('none');
    expect(effect({ ...past, unresolvedCount: 0 }, { status: 'CANCELLED' })).toBe('none');
  });
});
