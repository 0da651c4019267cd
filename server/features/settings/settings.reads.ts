import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { Settings } from './settings.entity.ts';

/** The organization's settings as they are stored, or the defaults (version 0) where it never changed any. */
export type CurrentSettings = Omit<Settings, 'id' | 'organizationId'>;

/** What holds for an organization that never changed its settings. */
export const DEFAULT_SETTINGS: CurrentSettings = {
  reminderSteps: [
    { days: 1, audience: 'RECIPIENT' },
    { days: 3, audience: 'RECIPIENT' },
    { days: 7, audience: 'RECIPIENT' },
    { days: 14, audience: 'RECIPIENT_AND_MANAGER' },
  ],
  placeholderPolicy: 'WARN',
  separateConfirmer: false,
  askForOrderedGuestLists: false,
  version: 0,
};

/** The settings of the transaction's organization. */
export async function settingsOf(tx: ReadTransaction): Promise<CurrentSettings> {
  const settings = await tx.manager.findOneBy(Settings, { organizationId: tx.organizationId });
  return settings ?? DEFAULT_SETTINGS;
}
