import { expect, test } from '@jest/globals';
import { seatRuns } from './seats.ts';

const tickets = (...seats: (string | null)[]) => seats.map((seat) => ({ seat }));

test('neighbors are joined, in the order of the seats and not of the letters', () => {
  expect(seatRuns(tickets('10', '9', '8', '2'))).toEqual({
    runs: [
      { first: '2', last: '2' },
      { first: '8', last: '10' },
    ],
    unnumbered: 0,
  });
});

test('every second seat is listed one by one: a run would promise the seats between', () => {
  expect(seatRuns(tickets('1', '3', '5')).runs.map(({ first, last }) => `${first}–${last}`)).toEqual([
    '1–1',
    '3–3',
    '5–5',
  ]);
});

test('unnumbered places are counted, and seats with names are never joined', () => {
  expect(seatRuns(tickets(null, 'A', 'B', null))).toEqual({
    runs: [
      { first: 'A', last: 'A' },
      { first: 'B', last: 'B' },
    ],
    unnumbered: 2,
  });
});
