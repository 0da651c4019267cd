import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const GuestType = {
  CONTACT: 'CONTACT',
  EMPLOYEE: 'EMPLOYEE',
  SYSTEM_PROFILE: 'SYSTEM_PROFILE',
  MYSELF: 'MYSELF',
} as const;
export type GuestType = (typeof GuestType)[keyof typeof GuestType];

registerEnumType(GuestType, {
  name: 'GuestType',
  description: 'What kind of guest used a ticket.',
  valuesConfig: {
    CONTACT: { description: 'Somebody outside the organization.' },
    EMPLOYEE: { description: 'Somebody from the directory.' },
    SYSTEM_PROFILE: { description: 'A placeholder from the organization’s list, because no name is known.' },
    MYSELF: { description: 'The recipient of the order.' },
  },
});

export const AttendeeStatus = { ATTENDED: 'ATTENDED', NO_SHOW: 'NO_SHOW' } as const;
export type AttendeeStatus = (typeof AttendeeStatus)[keyof typeof AttendeeStatus];

registerEnumType(AttendeeStatus, {
  name: 'AttendeeStatus',
  description: 'Whether a guest came.',
  valuesConfig: {
    ATTENDED: { description: 'The guest was there.' },
    NO_SHOW: { description: 'The guest was expected and did not come.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Who used one ticket of an order, as it was when the guest list was saved.',
})
@Entity('guests')
export class Guest {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'guest_list_version_id' })
  guestListVersionId: string;

  @Column('uuid', { name: 'ticket_id' })
  ticketId: string;

  /** Place in the list as it was sent, from 0. */
  @Column('int')
  position: number;

  @Field(() => GuestType, { description: 'What kind of guest it is.' })
  @Column('text', { name: 'guest_type' })
  guestType: GuestType;

  @Column('uuid', { name: 'contact_id', nullable: true })
  contactId: string | null;

  /** Set for EMPLOYEE and MYSELF. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId: string | null;

  @Column('uuid', { name: 'system_profile_id', nullable: true })
  systemProfileId: string | null;

  @Field(() => String, { description: 'Name at the time of saving; editing a contact later does not change it.' })
  @Column('text')
  name: string;

  @Field(() => String, { nullable: true, description: 'Email at the time of saving; null when none was on file.' })
  @Column('text', { nullable: true })
  email: string | null;

  @Field(() => String, { nullable: true, description: 'Company at the time of saving; null when none was on file.' })
  @Column('text', { nullable: true })
  company: string | null;

  @Field(() => String, { nullable: true, description: 'Title at the time of saving; null when none was on file.' })
  @Column('text', { nullable: true })
  title: string | null;

  @Field(() => AttendeeStatus, { nullable: true, description: 'Whether the guest came; null until somebody says so.' })
  @Column('text', { name: 'attendee_status', nullable: true })
  attendeeStatus: AttendeeStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the guest is to the organization, such as client or supplier; null when nobody said.',
  })
  @Column('text', { nullable: true })
  relationship: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the guest holds a public office; null when nobody said.',
  })
  @Column('boolean', { name: 'is_public_official', nullable: true })
  isPublicOfficial: boolean | null;
}
