import type { Letter } from '../letter.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { links } from '../links.ts';
import type { Mail } from '../mail.entity.ts';
import type { LetterOptions } from '../write-letter.ts';

/** An invitation or a way back in, with a link that works once. */
export function passwordLetter(mail: Mail, facts: LetterFacts, { origin, token }: LetterOptions): Letter {
  const company = facts.organization.name;
  const greeting = `Hello ${facts.users.get(mail.recipientId)?.name ?? ''},`;
  const url = token ? links.setPassword(origin, token) : null;
  if (mail.kind === 'INVITATION') {
    return {
      subject: `You are invited to Backfill at ${company}`,
      greeting,
      paragraphs: [
        `${company} records here who used its tickets. Set a password to sign in.`,
        'The link works once and for 72 hours.',
      ],
      lists: [],
      action: { label: 'Set my password', url },
      closing: ['If you did not expect this mail, ask whoever looks after the tickets of your company.'],
    };
  }
  return {
    subject: 'Set a new password for Backfill',
    greeting,
    paragraphs: [
      `Somebody, probably you, asked for a new password at ${company}.`,
      'The link works once and for 2 hours. Your old password works until you have set a new one.',
    ],
    lists: [],
    action: { label: 'Set a new password', url },
    closing: ['If you did not ask for it, do nothing: without the link nobody can change your password.'],
  };
}
