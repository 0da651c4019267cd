import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A place where events happen.' })
@Entity('venues')
export class Venue extends Node {
  @Field(() => String, { description: 'Name, unique in the organization whatever the case and accents.' })
  @Column('text')
  name: string;

  /** Folded name: identity and search. */
  @Column('text', { name: 'name_key' })
  nameKey: string;

  @Field(() => String, { nullable: true, description: 'Null when none is on file.' })
  @Column('text', { nullable: true })
  city: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 3166 code or name, as loaded; null when none is on file.' })
  @Column('text', { nullable: true })
  country: string | null;

  @Field(() => String, { description: 'IANA time zone: every local date and time of its events is meant in it.' })
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  @Field(() => Int, { nullable: true, description: 'How many people it holds; null when unknown.' })
  @Column('int', { nullable: true })
  capacity: number | null;

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;
}
