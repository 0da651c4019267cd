import { expect, test } from '@jest/globals';
import { fillMessage, findMessage } from './messages.ts';

const messages = { orders: { title: 'Orders', tab: { open: 'Open' } } };

test('a message is found by its key, however deep it lies', () => {
  expect(findMessage(messages, 'orders.title')).toBe('Orders');
  expect(findMessage(messages, 'orders.tab.open')).toBe('Open');
});

test('a key of nothing, of a part, or beyond a message finds none', () => {
  for (const key of ['orders.none', 'none', 'orders.tab', 'orders.title.more']) {
    expect(findMessage(messages, key)).toBeUndefined();
  }
});

test('gaps are filled in, and one that nothing is known for stays empty', () => {
  expect(fillMessage('{a} to {b}, {a}', { a: 1, b: 'two' })).toBe('1 to two, 1');
  expect(fillMessage('To {whom}.')).toBe('To .');
});

test('one takes the first form of a plural, every other count the second', () => {
  const take = (count: number) => fillMessage('{n} ticket | {n} tickets', { n: count }, count);
  expect([0, 1, 2, 1000].map(take)).toEqual(['0 tickets', '1 ticket', '2 tickets', '1000 tickets']);
});
