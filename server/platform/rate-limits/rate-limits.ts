import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { SignedIn } from '../context.ts';
import { networkOf } from './network-of.ts';
import { rateLimited } from './rate-limited.ts';

/** Points that may be spent in a minute; null: as many as one likes. */
export interface RateLimitSettings {
  /** By each user, all sessions together, and by each API token. */
  perCaller: number;
  /** By each address, of requests that are not signed in. */
  perAddress: number;
}

/** Where a request comes from. */
export interface Caller {
  signedIn: SignedIn | undefined;
  address: string;
}

export interface RateLimits {
  /** Spends points of a caller, or throws RATE_LIMITED. */
  spend(caller: Caller, points: number): Promise<void>;
}

/** This many rows of an answer cost one point more. */
export const ROWS_PER_POINT = 100;

const MINUTE = 60;

/**
 * Keeps what was spent in the memory of this process: with several processes, each allows as much. A store that all share is
 * one more implementation of RateLimits.
 */
export function createRateLimits(settings: RateLimitSettings | null): RateLimits {
  if (settings === null) return { spend: () => Promise.resolve() };
  const callers = new RateLimiterMemory({ points: settings.perCaller, duration: MINUTE });
  const addresses = new RateLimiterMemory({ points: settings.perAddress, duration: MINUTE });
  return {
    async spend({ signedIn, address }, points) {
      const limiter = signedIn ? callers : addresses;
      try {
        await limiter.consume(signedIn ? keyOf(signedIn) : networkOf(address), points);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const who = signedIn ? (signedIn.by.kind === 'TOKEN' ? 'This token' : 'This user') : 'This address';
        throw rateLimited(`${who} has spent its ${limiter.points} points of this minute.`, refusal.msBeforeNext);
      }
    },
  };
}

/** Sessions of one user share what the user may spend; every token has its own. */
function keyOf({ by, userId }: SignedIn): string {
  return by.kind === 'TOKEN' ? `token ${by.id}` : `user ${userId}`;
}
