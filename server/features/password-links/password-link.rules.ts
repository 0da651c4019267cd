import { createHash } from 'node:crypto';

/** What a link is for: the kind of the mail that brings it. */
export type PasswordLinkKind = 'INVITATION' | 'PASSWORD_RESET';

/** Whether mails of the kind bring a link. */
export function isPasswordLink(kind: string): kind is PasswordLinkKind {
  return kind === 'INVITATION' || kind === 'PASSWORD_RESET';
}

const HOUR = 3_600_000;

/** How long a link works after it was sent. */
export const PASSWORD_LINK_LIFETIME: Record<PasswordLinkKind, number> = {
  INVITATION: 72 * HOUR,
  PASSWORD_RESET: 2 * HOUR,
};

/** What is stored of a token. */
export function hashLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
