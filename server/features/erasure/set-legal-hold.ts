import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { readNodeId } from '../../platform/node-id.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { Contact } from '../people/contact.entity.ts';
import { User } from '../people/user.entity.ts';
import { lockPerson, reasonAbout } from './erase-person.ts';
import type { SetLegalHoldInput } from './erasure.types.ts';

const ENTITIES = { Contact, User };

/** Begins or ends a legal hold. Doing what is done already changes nothing. */
export function setLegalHold(input: SetLegalHoldInput, ctx: RequestContext): Promise<Contact | User | UserError> {
  return ctx.write(async (tx) => {
    const type = readNodeId(input.subjectId)?.type;
    if (type !== 'Contact' && type !== 'User') {
      return new UnknownReference('This id names neither a Contact nor a User.', ['subjectId']);
    }
    const entity: typeof Contact | typeof User = ENTITIES[type];
    const person = await lockPerson<Contact | User>(tx, { type, entity, field: 'subjectId' }, input.subjectId);
    if (person instanceof UserError) return person;
    if (person.isErased) return new InvalidInput('This person was erased: there is nothing to hold.', ['subjectId']);
    const reason = reasonAbout(person, input.reason);
    if (reason instanceof UserError || person.isOnLegalHold === input.isOnLegalHold) {
      return reason instanceof UserError ? reason : person;
    }
    const legalHoldAt = input.isOnLegalHold ? ctx.now : null;
    const version = person instanceof User ? { version: person.version + 1 } : {};
    await tx.manager.update(entity, { organizationId: tx.organizationId, id: person.id }, { legalHoldAt, ...version });
    await recordAudit(tx, ctx.actor, [
      {
        action: type === 'User' ? 'user.legalHoldChanged' : 'contact.legalHoldChanged',
        subjectType: type,
        subjectId: person.id,
        before: { isOnLegalHold: person.isOnLegalHold },
        after: { isOnLegalHold: input.isOnLegalHold },
        reason,
      },
    ]);
    return Object.assign(person, { legalHoldAt, ...version });
  });
}
