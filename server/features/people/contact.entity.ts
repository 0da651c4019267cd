import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';

export const ContactVisibility = { SHARED: 'SHARED', PRIVATE: 'PRIVATE' } as const;
export type ContactVisibility = (typeof ContactVisibility)[keyof typeof ContactVisibility];

registerEnumType(ContactVisibility, {
  name: 'ContactVisibility',
  description: 'Who may find and choose a contact.',
  valuesConfig: {
    SHARED: { description: 'Everybody in the organization.' },
    PRIVATE: { description: 'Only the user who created it.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A person outside the organization who came as a guest.',
})
@Entity('contacts')
export class Contact extends Node {
  @Field(() => String, { description: 'Full name.' })
  @Column('text')
  name: string;

  @Field(() => String, { nullable: true, description: 'Null when none is on file.' })
  @Column('text', { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'The company they come from; null when none is on file.' })
  @Column('text', { nullable: true })
  company: string | null;

  @Field(() => String, { nullable: true, description: 'Their title there; null when none is on file.' })
  @Column('text', { nullable: true })
  title: string | null;

  /** Folded name, email and company, for search and order. */
  @Column('text', { name: 'search_text' })
  searchText: string;

  @Field(() => ContactVisibility, { description: 'Who may find and choose this contact.' })
  @Column('text')
  visibility: ContactVisibility;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  @Column('timestamptz', { name: 'legal_hold_at', nullable: true })
  legalHoldAt: Date | null;

  @Field(() => Boolean, { description: 'Whether the personal data was erased; guest lists and counts stay.' })
  get isErased(): boolean {
    return this.erasedAt !== null;
  }

  @Field(() => Boolean, { description: 'Whether a legal hold keeps the personal data from being erased.' })
  get isOnLegalHold(): boolean {
    return this.legalHoldAt !== null;
  }
}
