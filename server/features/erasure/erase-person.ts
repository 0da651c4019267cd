import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import type { Node } from '../../platform/node.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { readReason } from '../guest-lists/reason.ts';
import { blotOut } from './blot-out.ts';
import { discardWaitingImports } from './discard-waiting-imports.ts';
import { OnLegalHold } from './erasure.types.ts';

/** What is left of a person's name. */
export const ERASED_NAME = 'Erased person';
/** Text that nobody indexes is searched too, in a large organization for some seconds. */
export const ERASURE_OPTIONS = { statementTimeout: 25_000 };

/** A contact or a user. */
export interface Person extends Node {
  name: string;
  email: string | null;
  erasedAt: Date | null;
  readonly isErased: boolean;
  readonly isOnLegalHold: boolean;
}

export interface PersonKind<T extends Person> {
  type: 'Contact' | 'User';
  entity: EntityTarget<T>;
  /** The column of guests that points to such a person. */
  guestColumn: 'contact_id' | 'user_id';
  field: string;
}

/** Finds the person by the id that the caller sent and locks it: whoever writes its name down waits, or is waited for. */
export async function lockPerson<T extends Person>(
  tx: WriteTransaction,
  { type, entity, field }: Pick<PersonKind<T>, 'type' | 'entity' | 'field'>,
  nodeId: string,
): Promise<T | UnknownReference> {
  const id = decodeNodeId(nodeId, type, tx.organizationId);
  const where = { organizationId: tx.organizationId, id } as unknown as FindOptionsWhere<T>;
  const person =
    id === undefined ? null : await tx.manager.findOne(entity, { where, lock: { mode: 'pessimistic_write' } });
  return person ?? new UnknownReference(`No ${type} has this id.`, [field]);
}

/** A reason that neither names the person nor gives the address, or what is wrong with it. */
export function reasonAbout(person: Person, typed: string): string | InvalidInput {
  const reason = readReason(typed, ['reason']);
  if (reason instanceof InvalidInput) return reason;
  const folded = fold(reason);
  const isNamed = [person.name, person.email].some((text) => text && folded.includes(fold(text)));
  if (!isNamed) return reason;
  return new InvalidInput('Leave the name and the address out of the reason: it stays in the audit trail.', ['reason']);
}

/**
 * Erases a person from everything that is kept, in one transaction: guest lists of all versions, free text, files that wait to be
 * applied. `replacement` is what the own row becomes. Counts, values, orders and the audit trail stay. Once erased, always erased.
 */
export async function erasePerson<T extends Person>(
  tx: WriteTransaction,
  ctx: RequestContext,
  kind: PersonKind<T>,
  { person, reason: typed, replacement }: { person: T; reason: string; replacement: Partial<T> },
): Promise<T | UserError> {
  if (person.isErased) return person;
  if (person.isOnLegalHold) {
    return new OnLegalHold('A legal hold keeps this person from being erased. End the hold first.', [kind.field]);
  }
  const reason = reasonAbout(person, typed);
  if (reason instanceof UserError) return reason;
  const discarded = await discardWaitingImports(tx, ctx);
  if (discarded instanceof UserError) return discarded;
  const { name, email } = person;
  const changes = { ...replacement, name: ERASED_NAME, erasedAt: ctx.now };
  const key = { organizationId: tx.organizationId, id: person.id } as unknown as FindOptionsWhere<T>;
  await tx.manager.update(kind.entity, key, changes as unknown as Parameters<typeof tx.manager.update<T>>[2]);
  const guests = await eraseGuests(tx, kind.guestColumn, person.id);
  await blotOut(tx, [name, email]);
  await recordAudit(tx, ctx.actor, [
    {
      action: kind.type === 'User' ? 'user.erased' : 'contact.erased',
      subjectType: kind.type,
      subjectId: person.id,
      before: { isErased: false },
      after: { isErased: true, guests, discardedImports: discarded },
      reason,
    },
  ]);
  return Object.assign(person, changes);
}

/** All versions of all guest lists; who came, on which ticket and as what stays. */
function eraseGuests(tx: WriteTransaction, column: 'contact_id' | 'user_id', id: string): Promise<number> {
  return tx.execute(
    `UPDATE guests SET name = $3, email = NULL, company = NULL, title = NULL, relationship = NULL, is_public_official = NULL
     WHERE organization_id = $1 AND ${column} = $2`,
    [tx.organizationId, id, ERASED_NAME],
  );
}
