import { expect, test } from '@jest/globals';
import { readToken } from './read-token.ts';

test('the secret of a password link stands after #', () => {
  expect(readToken({ hash: '#aB-_9', query: {} })).toBe('aB-_9');
  expect(readToken({ hash: '#token=aB-_9', query: {} })).toBe('aB-_9');
});

test('or in the query, where it ended up there', () => {
  expect(readToken({ hash: '', query: { token: 'aB-_9' } })).toBe('aB-_9');
  expect(readToken({ hash: '', query: { token: ['aB', 'cD'] } })).toBe('aB');
  expect(readToken({ hash: '', query: {} })).toBe('');
});
