import { InvalidInput, StaleVersion } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { newId } from '../../platform/id.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Settings } from './settings.entity.ts';
import { type CurrentSettings, settingsOf } from './settings.reads.ts';
import type { ReminderStepInput, UpdateSettingsInput } from './settings.types.ts';

const MOST_STEPS = 10;
const LAST_DAY = 365;

/** Changes the organization's settings. The first change of all makes their row. */
export async function updateSettings(
  input: UpdateSettingsInput,
  ctx: RequestContext,
): Promise<CurrentSettings | UserError> {
  const problem = input.reminderSteps ? stepsProblem(input.reminderSteps) : undefined;
  if (problem) return problem;
  return ctx.write(async (tx) => {
    await waitForTurn(tx);
    const { version, ...before } = factsOf(await settingsOf(tx));
    if (version !== input.expectedVersion) {
      const message = `Somebody changed the settings: their version is ${version} now. Look at the changes, then try again.`;
      return new StaleVersion(message, version);
    }
    const after = {
      reminderSteps: input.reminderSteps ? inOrder(input.reminderSteps) : before.reminderSteps,
      placeholderPolicy: input.placeholderPolicy ?? before.placeholderPolicy,
      separateConfirmer: input.separateConfirmer ?? before.separateConfirmer,
      askForOrderedGuestLists: input.askForOrderedGuestLists ?? before.askForOrderedGuestLists,
    };
    const subjectId = await write(tx, { ...after, version: version + 1 });
    await recordAudit(tx, ctx.actor, [
      { action: 'settings.updated', subjectType: 'Settings', subjectId, before, after },
    ]);
    return { ...after, version: version + 1 };
  });
}

/** There may be no row to lock yet. */
async function waitForTurn(tx: WriteTransaction): Promise<void> {
  await tx.rows('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.organizationId} settings`]);
}

function factsOf(settings: CurrentSettings): CurrentSettings {
  const { reminderSteps, placeholderPolicy, separateConfirmer, askForOrderedGuestLists, version } = settings;
  return { reminderSteps, placeholderPolicy, separateConfirmer, askForOrderedGuestLists, version };
}

/** Returns the id of the row. */
async function write(tx: WriteTransaction, settings: CurrentSettings): Promise<string> {
  const { organizationId } = tx;
  const row = await tx.manager.findOneBy(Settings, { organizationId });
  if (row) {
    await tx.manager.update(Settings, { organizationId, id: row.id }, settings);
    return row.id;
  }
  const id = newId();
  await tx.manager.insert(Settings, { organizationId, id, ...settings });
  return id;
}

function stepsProblem(steps: readonly ReminderStepInput[]): InvalidInput | undefined {
  if (steps.length > MOST_STEPS) {
    const message = `The reminder ladder has at most ${MOST_STEPS} steps; these are ${steps.length}.`;
    return new InvalidInput(message, ['reminderSteps']);
  }
  const seen = new Set<number>();
  for (const [index, { days }] of steps.entries()) {
    const path = ['reminderSteps', String(index), 'days'];
    if (days < 1 || days > LAST_DAY) {
      return new InvalidInput(`A reminder comes after 1 to ${LAST_DAY} days, not after ${days}.`, path);
    }
    if (seen.has(days)) return new InvalidInput(`There is another step after ${days} days. Keep one of them.`, path);
    seen.add(days);
  }
  return undefined;
}

function inOrder(steps: readonly ReminderStepInput[]): ReminderStepInput[] {
  return steps.map(({ days, audience }) => ({ days, audience })).sort((one, other) => one.days - other.days);
}
