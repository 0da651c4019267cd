import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';

/** One write: who, on whose behalf, when, what, before and after. Append-only; never holds names of guests. */
@ObjectType('HistoryEntry', {
  implements: Node,
  simpleResolvers: true,
  description: 'One change: who made it, for whom, when, and what was before and after. It is never changed itself.',
})
@Entity('audit_entries')
export class AuditEntry extends Node {
  @Field(() => DateTime, { description: 'When it was written down.' })
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the event that it concerns ended, so that a late entry never looks like prior approval; null where no event is concerned.',
  })
  @Column('timestamptz', { name: 'event_at', nullable: true })
  eventAt: Date | null;

  /** Null for the system itself (a command, a job). */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  /** The API token with which it was done; null for a session, a command or a job. */
  @Column('uuid', { name: 'api_token_id', nullable: true })
  apiTokenId: string | null;

  @Column('uuid', { name: 'on_behalf_of_id', nullable: true })
  onBehalfOfId: string | null;

  @Field(() => String, { description: 'What was done, for example "backfill.confirmed" or "guestList.saved".' })
  @Column('text')
  action: string;

  @Field(() => String, { description: 'What kind of thing it was done to, for example "Order" or "User".' })
  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  @Field(() => String, { nullable: true, description: 'Why, as whoever did it wrote; null where none was asked for.' })
  @Column('text', { nullable: true })
  reason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The request that did it, as in the header X-Request-Id and in the log; null for commands and jobs.',
  })
  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;
}
