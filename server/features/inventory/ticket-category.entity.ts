import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The class of inventory, such as Suite or Parking Pass. Not the usage category.',
})
@Entity('ticket_categories')
export class TicketCategory extends Node {
  @Field(() => String, { description: 'Name, unique in the organization whatever the case.' })
  @Column('text')
  name: string;

  @Column('text', { name: 'name_key' })
  nameKey: string;

  @Field(() => Boolean, { description: 'Whether a ticket lets a person in; false for parking.' })
  @Column('boolean', { name: 'admits_person' })
  admitsPerson: boolean;

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;
}
