import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who gets the mail of a step of the reminder ladder. */
export const ReminderAudience = {
  RECIPIENT: 'RECIPIENT',
  RECIPIENT_AND_MANAGER: 'RECIPIENT_AND_MANAGER',
} as const;
export type ReminderAudience = (typeof ReminderAudience)[keyof typeof ReminderAudience];

/** What submitting says to a placeholder guest. */
export const PlaceholderPolicy = { WARN: 'WARN', REFUSE: 'REFUSE' } as const;
export type PlaceholderPolicy = (typeof PlaceholderPolicy)[keyof typeof PlaceholderPolicy];

/** One step of the reminder ladder: so many days after the guest list was first asked for. */
export interface ReminderStepRow {
  days: number;
  audience: ReminderAudience;
}

/** What an organization decides for itself. One row for each organization; read it with `settingsOf`, which knows the defaults. */
@Entity('settings')
export class Settings {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('jsonb', { name: 'reminder_steps' })
  reminderSteps: ReminderStepRow[];

  @Column('text', { name: 'placeholder_policy' })
  placeholderPolicy: PlaceholderPolicy;

  /** Whether somebody who confirmed a backfill is kept from confirming the guest lists of its orders. */
  @Column('boolean', { name: 'separate_confirmer' })
  separateConfirmer: boolean;

  /** Whether ORDERED orders ask for a guest list once their event is over. */
  @Column('boolean', { name: 'ask_for_ordered_guest_lists' })
  askForOrderedGuestLists: boolean;

  /** 0 as long as there is no row. */
  @Column('int')
  version: number;
}
