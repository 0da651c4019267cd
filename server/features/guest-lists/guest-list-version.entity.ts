import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';

/** The order says which version is current. What became of a version is stamped on it once and stays. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One save of an order’s guest list, and what became of it. Older ones stay readable.',
})
@Entity('guest_list_versions')
export class GuestListVersion extends Node {
  @Column('uuid', { name: 'order_id' })
  orderId: string;

  @Field(() => Int, { description: 'From 1, one more with each save and each reopening.' })
  @Column('int')
  version: number;

  /** The order's usage category as of this save. */
  @Column('uuid', { name: 'usage_category_id', nullable: true })
  usageCategoryId: string | null;

  @Field(() => String, { nullable: true, description: 'What the occasion was for; null when nobody said.' })
  @Column('text', { name: 'business_purpose', nullable: true })
  businessPurpose: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether somebody of the organization was there as a host; null when nobody said.',
  })
  @Column('boolean', { name: 'host_present', nullable: true })
  hostPresent: boolean | null;

  @Field(() => DateTime, { description: 'When it was saved.' })
  @Column('timestamptz', { name: 'saved_at' })
  savedAt: Date;

  @Column('uuid', { name: 'saved_by_id' })
  savedById: string;

  /** The order's recipient where somebody else saved it for them; otherwise null. */
  @Column('uuid', { name: 'on_behalf_of_id', nullable: true })
  onBehalfOfId: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was submitted; null when it never was.' })
  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('uuid', { name: 'submitted_by_id', nullable: true })
  submittedById: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was confirmed; null when it never was.' })
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('uuid', { name: 'confirmed_by_id', nullable: true })
  confirmedById: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the order was reopened after this version was confirmed.',
  })
  @Column('timestamptz', { name: 'reopened_at', nullable: true })
  reopenedAt: Date | null;

  @Column('uuid', { name: 'reopened_by_id', nullable: true })
  reopenedById: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was reopened; null when it was not.' })
  @Column('text', { name: 'reopen_reason', nullable: true })
  reopenReason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the same person may be on two guest lists of the event; null where that was not claimed.',
  })
  @Column('text', { name: 'duplicate_reason', nullable: true })
  duplicateReason: string | null;
}
