/** What the state of an account is told from. */
export interface AccountFacts {
  isActive: boolean;
  isInvited: boolean;
  hasPassword: boolean;
  isErased: boolean;
  isOnLegalHold: boolean;
}

export interface UserState {
  key: 'active' | 'invited' | 'noPassword' | 'inactive' | 'erased' | 'legalHold';
  tone: 'neutral' | 'waiting' | 'done' | 'note';
}

/** The states to show, the one that matters most first. */
export function userStates(user: AccountFacts): UserState[] {
  const hold: UserState[] = user.isOnLegalHold ? [{ key: 'legalHold', tone: 'note' }] : [];
  return [accountState(user), ...hold];
}

function accountState(user: AccountFacts): UserState {
  if (user.isErased) return { key: 'erased', tone: 'neutral' };
  if (!user.isActive) return { key: 'inactive', tone: 'neutral' };
  if (user.hasPassword) return { key: 'active', tone: 'done' };
  return user.isInvited ? { key: 'invited', tone: 'waiting' } : { key: 'noPassword', tone: 'neutral' };
}
