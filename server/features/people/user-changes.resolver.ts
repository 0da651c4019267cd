import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { denied, Permission } from '../../platform/permission.ts';
import { createUser } from './create-user.ts';
import { permissionTo, requireAbility } from './permissions.ts';
import { updateUser } from './update-user.ts';
import { type UserAccess, userAccessById } from './user-access.ts';
import { CreateUserInput, CreateUserPayload, UpdateUserInput, UpdateUserPayload } from './user-changes.types.ts';
import { Role, User } from './user.entity.ts';

@Resolver(() => User)
export class UserChangesResolver {
  @Mutation(() => CreateUserPayload, {
    description: 'Adds a user to the directory. Nobody is mailed: invite the user afterwards. For Super Users.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput) input: CreateUserInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateUserPayload> {
    requireAbility('administer', ctx);
    // Whoever is one can do what no token may.
    if (input.role === Role.SUPER_USER) requireAbility('appointSuperUsers', ctx);
    const outcome = await createUser(input, ctx);
    return Array.isArray(outcome) ? { user: null, userErrors: outcome } : { user: outcome, userErrors: [] };
  }

  @Mutation(() => UpdateUserPayload, {
    description:
      'Changes the facts or role of a user, or deactivates one, which signs the user out everywhere at once. The last active Super User stays one. For Super Users.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput) input: UpdateUserInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateUserPayload> {
    requireAbility('administer', ctx);
    // Whoever is one can do what no token may.
    if (input.role === Role.SUPER_USER) requireAbility('appointSuperUsers', ctx);
    const outcome = await updateUser(input, ctx);
    return Array.isArray(outcome) ? { user: null, userErrors: outcome } : { user: outcome, userErrors: [] };
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether an invitation is open: mailed, neither used nor expired. False for all but Super Users.',
  })
  async isInvited(@Root() user: User, @Ctx() ctx: RequestContext): Promise<boolean> {
    const invitedUntil = (await accessOf(user, ctx))?.invitedUntil;
    return invitedUntil ? invitedUntil > ctx.now : false;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the user has set a password. False for all but Super Users.',
  })
  async hasPassword(@Root() user: User, @Ctx() ctx: RequestContext): Promise<boolean> {
    return (await accessOf(user, ctx))?.hasPassword ?? false;
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change this user.' })
  viewerCanUpdate(@Root() user: User, @Ctx() ctx: RequestContext): Permission {
    const permission = permissionTo('administer', ctx);
    return permission.allowed && user.isErased ? denied('This user was erased and stays as it is.') : permission;
  }
}

async function accessOf(user: User, ctx: RequestContext): Promise<UserAccess | undefined> {
  return permissionTo('administer', ctx).allowed ? ctx.load(userAccessById, user.id) : undefined;
}
