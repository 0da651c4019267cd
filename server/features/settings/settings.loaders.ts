import type { LoaderDefinition } from '../../platform/loader.ts';
import { type CurrentSettings, settingsOf } from './settings.reads.ts';

/** The settings of the request's organization, by its id, for fields that are asked for many times in one request. */
export const currentSettings: LoaderDefinition<string, CurrentSettings> = {
  async load(tx, organizationIds) {
    const settings = await settingsOf(tx);
    return organizationIds.map((id) => (id === tx.organizationId ? settings : undefined));
  },
};
