import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'The company: everything else belongs to exactly one.',
})
@Entity('organizations')
export class Organization implements Node {
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => String, { description: 'Short name in addresses and commands: lower-case letters, digits and hyphens.' })
  @Column('text')
  slug: string;

  @Field(() => String, { description: 'The company’s name.' })
  @Column('text')
  name: string;

  @Field(() => String, { description: 'IANA time zone of the head office, for example "America/New_York".' })
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  @Field(() => String, { description: 'ISO 4217 code assumed where a file gives a value without a currency.' })
  @Column('char', { length: 3 })
  currency: string;

  @Field(() => Int, { description: 'How long an event usually lasts, in minutes; its end is its start plus this.' })
  @Column('int', { name: 'usual_event_minutes' })
  usualEventMinutes: number;

  @Column('boolean', { name: 'is_demo' })
  isDemo: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** An organization is its own tenant. */
  get organizationId(): string {
    return this.id;
  }
}
