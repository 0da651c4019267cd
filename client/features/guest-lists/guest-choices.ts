import { inject, provide, type ComputedRef, type InjectionKey } from 'vue';
import type { GuestField } from '../../gql/graphql.ts';
import type { GuestPerson } from './guest-rows.ts';

/** What every row of the form chooses from. */
export interface GuestChoices {
  recipient: ComputedRef<{ id: string; name: string; email: string; jobTitle: string | null }>;
  /** The viewer completes the list for the recipient, so that "myself" is somebody else. */
  isOnBehalf: ComputedRef<boolean>;
  /** The placeholders. */
  profiles: ComputedRef<readonly { id: string; name: string }[]>;
  /** Whom the viewer named lately. */
  recent: ComputedRef<readonly GuestPerson[]>;
  /** What the usage category asks for. */
  required: ComputedRef<readonly GuestField[]>;
}

const choicesKey: InjectionKey<GuestChoices> = Symbol('GuestChoices');

export function provideGuestChoices(choices: GuestChoices): void {
  provide(choicesKey, choices);
}

export function useGuestChoices(): GuestChoices {
  const choices = inject(choicesKey);
  if (!choices) throw new Error('This is not part of a guest list that can be changed.');
  return choices;
}
