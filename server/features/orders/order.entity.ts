import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';

export const OrderStatus = {
  ORDERED: 'ORDERED',
  CONFIRM_GUEST_LIST: 'CONFIRM_GUEST_LIST',
  CONFIRMED: 'CONFIRMED',
} as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

registerEnumType(OrderStatus, {
  name: 'OrderStatus',
  description: 'Where an order stands.',
  valuesConfig: {
    ORDERED: {
      description:
        'Ordered before the event and loaded from a file; nothing is asked of its user, or not before the event is over.',
    },
    CONFIRM_GUEST_LIST: {
      description:
        'Waits for its user to complete, submit and confirm the guest list: backfilled, reopened, or ordered where the settings ask for it.',
    },
    CONFIRMED: { description: 'The guest list is final.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One user’s record of the tickets of one assignment, or of tickets ordered before the event.',
})
@Entity('orders')
export class Order extends Node {
  @Field(() => String, { description: '8 random characters (Crockford base 32), unique in the organization.' })
  @Column('char', { length: 8 })
  number: string;

  @Field(() => OrderStatus, { description: 'Where it stands.' })
  @Column('text')
  status: OrderStatus;

  @Column('uuid', { name: 'event_id' })
  eventId: string;

  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('uuid', { name: 'usage_category_id', nullable: true })
  usageCategoryId: string | null;

  @Column('uuid', { name: 'backfill_id', nullable: true })
  backfillId: string | null;

  @Column('uuid', { name: 'assignment_id', nullable: true })
  assignmentId: string | null;

  @Column('text', { nullable: true })
  notes: string | null;

  @Field(() => DateTime, { description: 'When it was recorded; for a backfill later than the event.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the guest list should be confirmed; null when nothing is due.',
  })
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** Current version of the guest list; 0 before the first save. */
  @Column('int', { name: 'guest_list_version' })
  guestListVersion: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the current guest list was submitted; saving again clears it.',
  })
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('uuid', { name: 'submitted_by_id', nullable: true })
  submittedById: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the guest list was confirmed; null before.' })
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('uuid', { name: 'confirmed_by_id', nullable: true })
  confirmedById: string | null;
}
