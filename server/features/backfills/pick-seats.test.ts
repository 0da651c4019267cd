import { expect, test } from '@jest/globals';
import { areAdjacent, pickSeats, seatStepOf } from './pick-seats.ts';

const free = (...seats: (number | null)[]): { id: string; seat: number | null }[] =>
  seats.map((seat, index) => ({ id: `t${index}`, seat }));
const pick = (seats: (number | null)[], quantity: number, step = 1): (number | null)[] =>
  pickSeats(free(...seats), quantity, step).map(({ seat }) => seat);

test('the lowest run of adjacent seats that is long enough is taken', () => {
  expect(pick([1, 2, 5, 6, 7, 9, 10, 11], 3)).toEqual([5, 6, 7]);
  expect(pick([1, 2, 5, 6, 7], 2)).toEqual([1, 2]);
  expect(pick([4, 5, 6], 3)).toEqual([4, 5, 6]);
  expect(pick([3], 1)).toEqual([3]);
});

test('without a run that is long enough the lowest seats are taken', () => {
  expect(pick([1, 3, 5, 6, 9], 3)).toEqual([1, 3, 5]);
});

test('unnumbered places come last and count as neighbors of each other', () => {
  expect(pick([7, null, null], 2)).toEqual([null, null]);
  expect(pick([7, 8, null], 2)).toEqual([7, 8]);
  expect(pick([null, null, null], 2)).toEqual([null, null]);
});

test('in odd or even seating every second seat is a neighbor', () => {
  expect(seatStepOf([1, 3, 5, 11])).toBe(2);
  expect(seatStepOf([2, 3, 5])).toBe(1);
  expect(seatStepOf([1, 7])).toBe(1);
  expect(seatStepOf([null, 4])).toBe(1);
  expect(pick([1, 5, 7, 9, 13], 3, 2)).toEqual([5, 7, 9]);
  expect(areAdjacent(free(5, 7, 9), 2)).toBe(true);
  expect(areAdjacent(free(5, 7, 9), 1)).toBe(false);
});

test('of 5,000 seats a run is found without looking at each one twice', () => {
  const seats = Array.from({ length: 5_000 }, (_, index) => index * 3).concat([20_000, 20_001]);
  expect(pick(seats, 2)).toEqual([20_000, 20_001]);
});
