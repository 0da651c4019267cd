import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { UserError } from '../../platform/user-error.ts';
import type { Actor } from '../audit/record-audit.ts';
import { endAccess } from '../people/user-access.ts';
import { User } from '../people/user.entity.ts';
import { ERASED_NAME, erasePerson, ERASURE_OPTIONS, lockPerson } from './erase-person.ts';
import type { EraseUserInput } from './erasure.types.ts';

const KIND = { type: 'User', entity: User, guestColumn: 'user_id', field: 'userId' } as const;

/** Erases the personal data of a leaver everywhere, or says why not. Role and manager stay: they decide who sees the orders. */
export function eraseUser(input: EraseUserInput, ctx: RequestContext): Promise<User | UserError> {
  return ctx.write(async (tx) => {
    const person = await lockPerson(tx, KIND, input.userId);
    if (person instanceof UserError) return person;
    if (person.isActive) return new InvalidInput('This user is active. Deactivate the user first.', ['userId']);
    const wasErased = person.isErased;
    const email = `erased-${person.id.slice(-12)}@erased.invalid`;
    const replacement = {
      email,
      emailKey: email,
      searchText: fold(`${ERASED_NAME} ${email}`),
      jobTitle: null,
      department: null,
      division: null,
      version: person.version + 1,
    };
    const outcome = await erasePerson(tx, ctx, KIND, { person, reason: input.reason, replacement });
    if (!wasErased && !(outcome instanceof UserError)) await endRelations(tx, person.id, ctx.actor);
    return outcome;
  }, ERASURE_OPTIONS);
}

/** Nothing is left to sign in with, and nothing is mailed any more. */
async function endRelations(tx: WriteTransaction, userId: string, actor: Actor): Promise<void> {
  const values = [tx.organizationId, userId];
  await endAccess(tx, [userId], actor);
  await asLoginRole(tx, () =>
    tx.execute('DELETE FROM sign_in_identities WHERE organization_id = $1 AND user_id = $2', values),
  );
  await tx.execute('DELETE FROM single_sign_on_links WHERE organization_id = $1 AND user_id = $2', values);
  await tx.execute(`DELETE FROM mails WHERE organization_id = $1 AND recipient_id = $2 AND status = 'QUEUED'`, values);
}
