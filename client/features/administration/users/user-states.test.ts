import { expect, test } from '@jest/globals';
import { userStates } from './user-states.ts';

const active = { isActive: true, isInvited: false, hasPassword: true, isErased: false, isOnLegalHold: false };
const keysOf = (user: Parameters<typeof userStates>[0]) => userStates(user).map(({ key }) => key);

test('an account is active, invited or without a password', () => {
  expect(keysOf(active)).toEqual(['active']);
  expect(keysOf({ ...active, isInvited: true })).toEqual(['active']);
  expect(keysOf({ ...active, hasPassword: false, isInvited: true })).toEqual(['invited']);
  expect(keysOf({ ...active, hasPassword: false })).toEqual(['noPassword']);
});

test('that somebody has left or is erased matters more, and a legal hold is always told', () => {
  expect(keysOf({ ...active, isActive: false, isOnLegalHold: true })).toEqual(['inactive', 'legalHold']);
  expect(keysOf({ ...active, isActive: false, isErased: true })).toEqual(['erased']);
});
