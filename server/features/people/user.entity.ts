import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

/** What a user may do; the table is docs/permissions.md, the code permissions.ts beside this file. */
export const Role = {
  EMPLOYEE: 'EMPLOYEE',
  MANAGER: 'MANAGER',
  TICKET_MANAGER: 'TICKET_MANAGER',
  INVENTORY_MANAGER: 'INVENTORY_MANAGER',
  SUPER_USER: 'SUPER_USER',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may do. Each role may do what the ones before it may.',
  valuesConfig: {
    EMPLOYEE: { description: 'Completes the guest lists of the own orders.' },
    MANAGER: { description: 'Also sees the orders of direct and indirect reports.' },
    TICKET_MANAGER: { description: 'Also sees the unused queue and all orders, and backfills tickets.' },
    INVENTORY_MANAGER: { description: 'Also loads inventory and changes the time or status of events.' },
    SUPER_USER: { description: 'May do everything in the organization.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person of the organization who can sign in or receive tickets.',
})
@Entity('users')
export class User extends Node {
  @Field(() => String, { description: 'Full name. Namesakes are told apart by email and department.' })
  @Column('text')
  name: string;

  @Field(() => String, { description: 'Address as it was entered; unique in the organization, whatever the case.' })
  @Column('text')
  email: string;

  @Column('text', { name: 'email_key' })
  emailKey: string;

  /** Folded name, email and department, for search and order. */
  @Column('text', { name: 'search_text' })
  searchText: string;

  @Field(() => String, { nullable: true, description: 'Null when none is on file.' })
  @Column('text', { name: 'job_title', nullable: true })
  jobTitle: string | null;

  @Field(() => String, { nullable: true, description: 'Null when none is on file.' })
  @Column('text', { nullable: true })
  department: string | null;

  @Field(() => String, { nullable: true, description: 'Null when none is on file.' })
  @Column('text', { nullable: true })
  division: string | null;

  @Column('uuid', { name: 'manager_id', nullable: true })
  managerId: string | null;

  @Field(() => Role, { description: 'What this user may do.' })
  @Column('text')
  role: Role;

  @Field(() => Boolean, {
    description: 'An inactive user cannot sign in or receive tickets, but can be named as a guest.',
  })
  @Column('boolean', { name: 'is_active' })
  isActive: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  @Column('timestamptz', { name: 'legal_hold_at', nullable: true })
  legalHoldAt: Date | null;

  @Field(() => Boolean, { description: 'Whether the personal data was erased; orders and counts stay.' })
  get isErased(): boolean {
    return this.erasedAt !== null;
  }

  @Field(() => Boolean, { description: 'Whether a legal hold keeps the personal data from being erased.' })
  get isOnLegalHold(): boolean {
    return this.legalHoldAt !== null;
  }
}
