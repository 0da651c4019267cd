import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';

export const MailKind = {
  GUEST_LIST_WAITING: 'GUEST_LIST_WAITING',
  REMINDER: 'REMINDER',
  INVITATION: 'INVITATION',
  PASSWORD_RESET: 'PASSWORD_RESET',
} as const;
export type MailKind = (typeof MailKind)[keyof typeof MailKind];

registerEnumType(MailKind, {
  name: 'MailKind',
  description: 'Why a mail is sent.',
  valuesConfig: {
    GUEST_LIST_WAITING: { description: 'Orders were recorded for the recipient, and their guest lists are asked for.' },
    REMINDER: { description: 'Guest lists are still open: the recipient’s own, or those of people they manage.' },
    INVITATION: { description: 'The recipient is invited to set a password and sign in.' },
    PASSWORD_RESET: { description: 'The recipient, or somebody else, said that they forgot their password.' },
  },
});

export const MailStatus = { QUEUED: 'QUEUED', SENT: 'SENT', KEPT: 'KEPT', DEAD: 'DEAD' } as const;
export type MailStatus = (typeof MailStatus)[keyof typeof MailStatus];

registerEnumType(MailStatus, {
  name: 'MailStatus',
  description: 'Where a mail stands.',
  valuesConfig: {
    QUEUED: { description: 'Waits to be sent, for the first time or again.' },
    SENT: { description: 'The mail server took it over.' },
    KEPT: { description: 'No mail server is configured: it can only be read here.' },
    DEAD: { description: 'Given up, because the mail server refused it for good or failed too often.' },
  },
});

/** What a mail is about, as ids: nobody's name or address is kept here. */
export interface MailFacts {
  /** The orders whose guest lists are asked for. */
  orderIds?: string[];
  /** Set where the orders are those of people whom the recipient manages. */
  toManager?: true;
  /** The token of a password link, only where no mail server is configured; see deliver-mail.ts. */
  token?: string;
  /** When that link stops working, ISO 8601. */
  tokenUntil?: string;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A mail to a user. It is kept as ids and written anew whenever it is sent or read. For Super Users.',
})
@Entity('mails')
export class Mail extends Node {
  @Field(() => MailKind, { description: 'Why it is sent.' })
  @Column('text')
  kind: MailKind;

  @Field(() => MailStatus, { description: 'Where it stands.' })
  @Column('text')
  status: MailStatus;

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('jsonb')
  facts: MailFacts;

  /** The same mail is never queued twice. */
  @Column('text', { name: 'deduplication_key', nullable: true })
  deduplicationKey: string | null;

  @Field(() => Int, { description: 'How often it was tried to send it since it was queued or sent again.' })
  @Column('int')
  attempts: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why the last attempt failed, without personal data; null where none did.',
  })
  @Column('text', { name: 'last_error', nullable: true })
  lastError: string | null;

  @Field(() => DateTime, { description: 'When it was queued.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When the mail server took it over; null before.' })
  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it is tried again after a failure; null where that is not planned.',
  })
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  /** A process sends it until then; afterwards that process is taken for dead. */
  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;
}
