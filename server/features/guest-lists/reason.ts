import { InvalidInput } from '../../platform/common-errors.ts';

const SHORTEST = 3;
const LONGEST = 500;

/** A reason that somebody must give, trimmed, or what is wrong with it. It is kept in the audit trail. */
export function readReason(typed: string, path: string[]): string | InvalidInput {
  const reason = typed.trim();
  return reason.length >= SHORTEST && reason.length <= LONGEST
    ? reason
    : new InvalidInput(`Give a reason of ${SHORTEST} to ${LONGEST} characters.`, path);
}
