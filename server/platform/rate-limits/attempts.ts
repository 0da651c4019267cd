import type { Clock } from '../clock.ts';
import { networkOf } from './network-of.ts';
import { rateLimited } from './rate-limited.ts';

/** Something that a stranger can try: guessing a password, asking for a mail, guessing a link. */
export type AttemptKind = 'SIGN_IN' | 'PASSWORD_RESET' | 'PASSWORD_LINK';

/** An attempt that is under way; it counts as failed unless it is said to have worked. */
export interface Attempt {
  worked(): void;
}

/** Slows down whoever fails again and again. */
export interface Attempts {
  /** Counts an attempt, or throws RATE_LIMITED while it has to wait. The account is what was typed, whether it exists or not. */
  begin(kind: AttemptKind, address: string, account?: string): Attempt;
}

/** Lets everybody try as often as they like. */
export const unlimitedAttempts: Attempts = { begin: () => ({ worked: () => undefined }) };

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Failures are forgotten after this time without another. */
const REMEMBERED = HOUR;
/** The longest wait; an address that waited may always try again. */
const LONGEST_WAIT = 15 * 60 * SECOND;
/** More than that are never remembered at once; the oldest are forgotten first. */
const MOST_REMEMBERED = 100_000;

/** After the free failures the wait doubles, from the first. */
const USUAL = { free: 5, firstWait: SECOND };
/** While an account is under attack from elsewhere, an address that never signed in to it gets one try, then waits long. */
const UNDER_ATTACK = { free: 1, firstWait: 60 * SECOND };
/** People of one office share an address. */
const ADDRESS = { free: 50, firstWait: SECOND };
/** So many failures from all addresses together mean that somebody guesses. */
const ATTACK_AFTER = 20;

interface Record {
  failures: number;
  last: number;
  hasWorked: boolean;
}

/**
 * Three counts decide. The pair of address and account slows down a person who guesses one password; the address, one who
 * tries many accounts; the account, guessing from many addresses: it never refuses the first try of an address, so that
 * nobody can be locked out from elsewhere, but makes the second wait. Attempts count when they begin, so that many at once
 * are no way around, and refused ones do not count. Kept in the memory of this process.
 */
export function createAttempts(clock: Clock): Attempts {
  const records = new Map<string, Record>();
  return {
    begin(kind, address, account) {
      const now = clock.now().getTime();
      const network = networkOf(address);
      const ofAddress = recall(`${kind} from ${network}`, now);
      const ofAccount = recall(`${kind} of ${account ?? network}`, now);
      const ofPair = recall(`${kind} from ${network} of ${account ?? ''}`, now);
      const isAttack = account !== undefined && ofAccount.failures >= ATTACK_AFTER && !ofPair.hasWorked;
      const until = Math.max(
        account === undefined ? 0 : waitUntil(ofPair, isAttack ? UNDER_ATTACK : USUAL),
        waitUntil(ofAddress, ADDRESS),
      );
      if (until > now) throw rateLimited('Too many attempts.', until - now);
      const counts = [ofAddress, ofAccount, ofPair];
      for (const record of counts) Object.assign(record, { failures: record.failures + 1, last: now });
      return {
        worked() {
          for (const record of counts) record.failures = Math.max(0, record.failures - 1);
          ofPair.failures = 0;
          ofPair.hasWorked = true;
        },
      };
    },
  };

  function recall(key: string, now: number): Record {
    const before = records.get(key);
    const record = before ?? { failures: 0, last: now, hasWorked: false };
    if (now - record.last > REMEMBERED) record.failures = 0;
    // Moved to the end, so that the first is the one that was not asked for longest.
    records.delete(key);
    records.set(key, record);
    if (records.size > MOST_REMEMBERED) records.delete(records.keys().next().value ?? key);
    return record;
  }
}

function waitUntil({ failures, last }: Record, rule: { free: number; firstWait: number }): number {
  if (failures < rule.free) return 0;
  return last + Math.min(LONGEST_WAIT, rule.firstWait * 2 ** (failures - rule.free));
}
