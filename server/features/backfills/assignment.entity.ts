import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One line of a backfill: so many tickets of a group for a recipient, and why they were used.',
})
@Entity('assignments')
export class Assignment extends Node {
  @Column('uuid', { name: 'backfill_id' })
  backfillId: string;

  /** Place in the backfill, from 0. */
  @Column('int')
  position: number;

  @Column('uuid', { name: 'ticket_group_id' })
  ticketGroupId: string;

  @Field(() => Int, { description: 'How many tickets.' })
  @Column('int')
  quantity: number;

  @Column('uuid', { name: 'recipient_id' })
  recipientId: string;

  @Column('uuid', { name: 'usage_category_id' })
  usageCategoryId: string;

  /** The tickets that the review showed. */
  @Column('uuid', { name: 'planned_ticket_ids', array: true })
  plannedTicketIds: string[];

  /** The tickets that were asked for by id, or null. They are never replaced. */
  @Column('uuid', { name: 'exact_ticket_ids', array: true, nullable: true })
  exactTicketIds: string[] | null;

  @Field(() => Boolean, { description: 'Whether exact tickets were asked for; these are never replaced by others.' })
  get isExact(): boolean {
    return this.exactTicketIds !== null;
  }
}
