import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A placeholder guest from the organization’s list, such as "Client’s guest", for when no name is known.',
})
@Entity('system_profiles')
export class SystemProfile extends Node {
  @Field(() => String, { description: 'The wording shown in place of a name.' })
  @Column('text')
  name: string;

  @Column('text', { name: 'name_key' })
  nameKey: string;
}
