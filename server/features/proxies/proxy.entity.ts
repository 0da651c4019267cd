import { Field, ObjectType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { LocalDate } from '../../platform/scalars.ts';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A user lets another one complete guest lists for a time. Both are named on what the proxy does. Not passed on: a proxy’s proxy is none.',
})
@Entity('proxies')
export class Proxy extends Node {
  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('uuid', { name: 'proxy_id' })
  proxyId: string;

  @Field(() => LocalDate, { description: 'First day, in the organization’s time zone.' })
  @Column('date', { name: 'from_date' })
  from: string;

  @Field(() => LocalDate, { description: 'Last day, in the organization’s time zone.' })
  @Column('date', { name: 'until_date' })
  until: string;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** When somebody ended it before its last day. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
