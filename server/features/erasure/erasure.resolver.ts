import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { denied, Permission } from '../../platform/permission.ts';
import { UserError } from '../../platform/user-error.ts';
import { Contact } from '../people/contact.entity.ts';
import { userById } from '../people/people.loaders.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { eraseContact } from './erase-contact.ts';
import { eraseUser } from './erase-user.ts';
import {
  EraseContactInput,
  EraseContactPayload,
  EraseUserInput,
  EraseUserPayload,
  SetLegalHoldInput,
  SetLegalHoldPayload,
} from './erasure.types.ts';
import { setLegalHold } from './set-legal-hold.ts';

@Resolver(() => Contact)
export class ErasureResolver {
  @Mutation(() => EraseContactPayload, {
    description:
      'Erases the personal data of a contact everywhere, also from old versions of guest lists. Counts, values and orders stay. Uploads that wait to be applied are discarded, because their files may name the person. For Super Users.',
  })
  async eraseContact(
    @Arg('input', () => EraseContactInput) input: EraseContactInput,
    @Ctx() ctx: RequestContext,
  ): Promise<EraseContactPayload> {
    requireAbility('administer', ctx);
    const outcome = await eraseContact(input, ctx);
    return outcome instanceof UserError
      ? { contact: null, userErrors: [outcome] }
      : { contact: outcome, userErrors: [] };
  }

  @Mutation(() => EraseUserPayload, {
    description:
      'Erases the personal data of an inactive user everywhere, as eraseContact does, with the sign-in, links and mails that wait. For Super Users.',
  })
  async eraseUser(
    @Arg('input', () => EraseUserInput) input: EraseUserInput,
    @Ctx() ctx: RequestContext,
  ): Promise<EraseUserPayload> {
    requireAbility('administer', ctx);
    const outcome = await eraseUser(input, ctx);
    return outcome instanceof UserError ? { user: null, userErrors: [outcome] } : { user: outcome, userErrors: [] };
  }

  @Mutation(() => SetLegalHoldPayload, {
    description: 'Begins or ends a legal hold, which keeps a person from being erased. For Super Users.',
  })
  async setLegalHold(
    @Arg('input', () => SetLegalHoldInput) input: SetLegalHoldInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SetLegalHoldPayload> {
    requireAbility('administer', ctx);
    const outcome = await setLegalHold(input, ctx);
    if (outcome instanceof UserError) return { contact: null, user: null, userErrors: [outcome] };
    return outcome instanceof User
      ? { contact: null, user: outcome, userErrors: [] }
      : { contact: outcome, user: null, userErrors: [] };
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who created the contact.' })
  createdBy(@Root() contact: Contact, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, contact.createdById);
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer can erase the contact now.' })
  viewerCanErase(@Root() contact: Contact, @Ctx() ctx: RequestContext): Permission {
    const permission = permissionTo('administer', ctx);
    if (!permission.allowed) return permission;
    if (contact.isErased) return denied('This contact was erased already.');
    return contact.isOnLegalHold ? denied('A legal hold keeps this contact from being erased.') : permission;
  }
}
