import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Row } from './entities.ts';

@Entity('tickets')
export class Ticket extends Row {
  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Column('int', { nullable: true })
  seat: number | null;

  @Column('numeric', { name: 'face_value', nullable: true })
  faceValue: string | null;

  @Column('text')
  state: 'UNRESOLVED' | 'ORDERED';
}

@Entity('backfills')
export class Backfill extends Row {
  @Column('text')
  status: 'DRAFT' | 'CONFIRMED' | 'DISCARDED';

  @Column('int')
  version: number;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @Column('uuid', { name: 'updated_by_id' })
  updatedById: string;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('uuid', { name: 'confirmed_by_id', nullable: true })
  confirmedById: string | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('int', { name: 'confirmed_from_version', nullable: true })
  confirmedFromVersion: number | null;
}

@Entity('assignments')
export class Assignment extends Row {
  @Column('uuid', { name: 'backfill_id' })
  backfillId: string;

  @Column('int')
  position: number;

  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Column('int')
  quantity: number;

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('uuid', { name: 'usage_category_id' })
  usageCategoryId: string;
}

@Entity('orders')
export class Order extends Row {
  @Column('char', { length: 8 })
  number: string;

  @Column('text')
  status: 'ORDERED' | 'CONFIRM_GUEST_LIST' | 'CONFIRMED';

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('uuid', { name: 'usage_category_id' })
  usageCategoryId: string;

  @Column('uuid', { name: 'backfill_id' })
  backfillId: string;

  @Column('uuid', { name: 'assignment_id' })
  assignmentId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;
}

@Entity('order_tickets')
export class OrderTicket {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId: string;

  @PrimaryColumn('uuid', { name: 'ticket_id' })
  ticketId: string;

  @Column('int')
  position: number;
}

@Entity('audit_entries')
export class AuditEntry extends Row {
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'event_at', nullable: true })
  eventAt: Date | null;

  @Column('uuid', { name: 'actor_id' })
  actorId: string;

  @Column('text')
  action: string;

  @Column('text', { name: 'subject_type' })
  subjectType: string;

  @Column('uuid', { name: 'subject_id' })
  subjectId: string;

  @Column('jsonb', { nullable: true })
  before: object | null;

  @Column('jsonb')
  after: object;

  @Column('text', { name: 'request_id' })
  requestId: string;
}

/** Says that an entry of the audit trail waits to be sealed. */
@Entity('audit_unsealed')
export class UnsealedEntry {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid', { name: 'entry_id' })
  entryId: string;
}

@Entity('mails')
export class Mail extends Row {
  @Column('text')
  kind: 'GUEST_LIST_WAITING';

  @Column('text')
  status: 'QUEUED';

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('jsonb')
  facts: { orderIds: string[] };

  @Column('text', { name: 'deduplication_key' })
  deduplicationKey: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
