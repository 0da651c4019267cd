import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who gets the mail of a step of the reminder ladder. */
export const ReminderAudience = {
  RECIPIENT: 'RECIPIENT',
  RECIPIENT_AND_MANAGER: 'RECIPIENT_AND_MANAGER',
} as const;
export type ReminderAudience = (typeof ReminderAudience)[keyof typeof ReminderAudience];

registerEnumType(ReminderAudience, {
  name: 'ReminderAudience',
  description: 'Who gets the mail of a step of the reminder ladder.',
  valuesConfig: {
    RECIPIENT: { description: 'The recipient of the order.' },
    RECIPIENT_AND_MANAGER: { description: 'The recipient, and the recipient’s manager where one is on file.' },
  },
});

/** What submitting says to a placeholder guest. */
export const PlaceholderPolicy = { WARN: 'WARN', REFUSE: 'REFUSE' } as const;
export type PlaceholderPolicy = (typeof PlaceholderPolicy)[keyof typeof PlaceholderPolicy];

registerEnumType(PlaceholderPolicy, {
  name: 'PlaceholderPolicy',
  description: 'What submitting a guest list says to placeholder guests, such as "Client\'s guest".',
  valuesConfig: {
    WARN: { description: 'They are a warning.' },
    REFUSE: { description: 'They are refused: every ticket needs a named person.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One step of the reminder ladder.' })
export class ReminderStep {
  @Field(() => Int, { description: 'How many days after the guest list was first asked for, 1 to 365.' })
  days: number;

  @Field(() => ReminderAudience, { description: 'Who gets the mail.' })
  audience: ReminderAudience;
}

/** One row for each organization; read it with `settingsOf`, which knows the defaults. */
@ObjectType({
  simpleResolvers: true,
  description: 'What an organization decides for itself; the defaults as long as it never changed any.',
})
@Entity('settings')
export class Settings {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Field(() => [ReminderStep], { description: 'The reminder ladder, earliest step first; empty for no reminders.' })
  @Column('jsonb', { name: 'reminder_steps' })
  reminderSteps: ReminderStep[];

  @Field(() => PlaceholderPolicy, { description: 'What submitting says to placeholder guests.' })
  @Column('text', { name: 'placeholder_policy' })
  placeholderPolicy: PlaceholderPolicy;

  @Field(() => Boolean, {
    description: 'Whether somebody who confirmed a backfill is kept from confirming the guest lists of its orders.',
  })
  @Column('boolean', { name: 'separate_confirmer' })
  separateConfirmer: boolean;

  @Field(() => Boolean, { description: 'Whether ORDERED orders ask for a guest list once their event is over.' })
  @Column('boolean', { name: 'ask_for_ordered_guest_lists' })
  askForOrderedGuestLists: boolean;

  @Field(() => Int, {
    description: 'Goes up with every change, from 0 for the defaults; send it back as `expectedVersion`.',
  })
  @Column('int')
  version: number;
}
