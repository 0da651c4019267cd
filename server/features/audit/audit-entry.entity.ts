import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One write: who, on whose behalf, when, what, before and after. Append-only; never holds names of guests. */
@Entity('audit_entries')
export class AuditEntry {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  /** When it was written down. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** When the event it concerns ended: late entries never look like prior approval. */
  @Column('timestamptz', { name: 'event_at', nullable: true })
  eventAt: Date | null;

  /** Null for the system itself (a command, a job). */
  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId: string | null;

  @Column('uuid', { name: 'on_behalf_of_id', nullable: true })
  onBehalfOfId: string | null;

  /** Verb of the domain, for example `backfill.confirmed`. */
  @Column('text')
  action: string;

  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb', { nullable: true })
  after: object | null;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;
}
