import type { Letter } from './letter.ts';
import type { LetterFacts } from './letter-facts.ts';
import { guestListLetter } from './letters/guest-list-letter.ts';
import { passwordLetter } from './letters/password-letter.ts';
import type { Mail } from './mail.entity.ts';

/** How a letter is written: to be sent, only what is still open counts; to be shown, all that it was about. */
export interface LetterOptions {
  origin: string;
  onlyOpen: boolean;
  /** The token of a password link; without one the link is hidden. */
  token?: string;
}

/** Writes a mail from what is on file now, or undefined where it has nothing left to say. */
export function writeLetter(mail: Mail, facts: LetterFacts, options: LetterOptions): Letter | undefined {
  switch (mail.kind) {
    case 'GUEST_LIST_WAITING':
    case 'REMINDER':
      return guestListLetter(mail, facts, options);
    case 'INVITATION':
    case 'PASSWORD_RESET':
      return passwordLetter(mail, facts, options);
  }
}
