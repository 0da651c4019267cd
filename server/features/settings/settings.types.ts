import { createUnionType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { InvalidInput, StaleVersion } from '../../platform/common-errors.ts';
import type { UserError } from '../../platform/user-error.ts';
import { PlaceholderPolicy, ReminderAudience, Settings } from './settings.entity.ts';
import type { CurrentSettings } from './settings.reads.ts';

@InputType({ description: 'One step of the reminder ladder.' })
export class ReminderStepInput {
  @Field(() => Int, { description: 'How many days after the guest list was first asked for, 1 to 365.' })
  days: number;

  @Field(() => ReminderAudience, { description: 'Who gets the mail.' })
  audience: ReminderAudience;
}

@InputType({ description: 'Changes to the settings. Leave a field out to keep it.' })
export class UpdateSettingsInput {
  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;

  @Field(() => [ReminderStepInput], {
    nullable: true,
    description: 'The whole new ladder, in any order: at most 10 steps, each on a day of its own. Empty: no reminders.',
  })
  reminderSteps?: ReminderStepInput[] | null;

  @Field(() => PlaceholderPolicy, { nullable: true, description: 'What submitting says to placeholder guests.' })
  placeholderPolicy?: PlaceholderPolicy | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether somebody who confirmed a backfill is kept from confirming the guest lists of its orders.',
  })
  separateConfirmer?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether ORDERED orders ask for a guest list once their event is over.',
  })
  askForOrderedGuestLists?: boolean | null;
}

const UpdateSettingsError = createUnionType({
  name: 'UpdateSettingsError',
  description: 'Why the settings were not changed.',
  types: () => [InvalidInput, StaleVersion] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateSettings.' })
export class UpdateSettingsPayload {
  @Field(() => Settings, { nullable: true, description: 'The settings as they are now; null when it was refused.' })
  settings: CurrentSettings | null;

  @Field(() => [UpdateSettingsError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}
