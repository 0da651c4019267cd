import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { GuestField } from './guest-field.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'Why tickets were used, such as Client Entertainment. Not the ticket category.',
})
@Entity('usage_categories')
export class UsageCategory extends Node {
  @Field(() => String, { description: 'Name, unique in the organization whatever the case.' })
  @Column('text')
  name: string;

  @Column('text', { name: 'name_key' })
  nameKey: string;

  @Field(() => [GuestField], {
    description: 'What a guest list with this category needs before it can be submitted; none by default.',
  })
  @Column('text', { name: 'required_guest_fields', array: true })
  requiredGuestFields: GuestField[];

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;

  @Field(() => Boolean, { description: 'A retired one stays readable on old orders and cannot be chosen.' })
  get isRetired(): boolean {
    return this.retiredAt !== null;
  }
}
