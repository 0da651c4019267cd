import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import type { Contact } from './contact.entity.ts';
import { userById } from './people.loaders.ts';
import { contactsPage, DIRECTORY_ORDER, usersPage } from './people.reads.ts';
import { ContactConnection, UserConnection } from './people.types.ts';
import { SystemProfile } from './system-profile.entity.ts';
import { User } from './user.entity.ts';

const SEARCH = {
  nullable: true,
  description:
    'Part of a name, email or department (company for contacts); small typing errors are forgiven. Empty means everybody.',
};

@Resolver(() => User)
export class PeopleResolver {
  @Query(() => UserConnection, {
    description: 'The directory: recipients and guests are chosen from it. Best match first, else by name.',
  })
  async users(
    @Arg('search', () => String, SEARCH) search: string | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Arg('includeInactive', () => Boolean, {
      defaultValue: true,
      description: 'Whether inactive users are listed too; they can be guests, not recipients.',
    })
    includeInactive: boolean,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<User>> {
    const page = readPage({ first, after }, DIRECTORY_ORDER, 3);
    return usersPage(await ctx.read(), search, includeInactive, page);
  }

  @Query(() => ContactConnection, { description: 'Outside guests: the shared ones and the viewer’s own private ones.' })
  async contacts(
    @Arg('search', () => String, SEARCH) search: string | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Contact>> {
    const page = readPage({ first, after }, DIRECTORY_ORDER, 3);
    return contactsPage(await ctx.read(), search, ctx.viewer.userId, page);
  }

  @Query(() => [SystemProfile], { description: 'The organization’s placeholder guests, by name.' })
  async systemProfiles(@Ctx() ctx: RequestContext): Promise<SystemProfile[]> {
    const tx = await ctx.read();
    return tx.manager.find(SystemProfile, { where: { organizationId: tx.organizationId }, order: { nameKey: 'ASC' } });
  }

  @FieldResolver(() => User, { nullable: true, description: 'Null when none is on file.' })
  async manager(@Root() user: User, @Ctx() ctx: RequestContext): Promise<User | null> {
    return user.managerId ? ctx.loadExisting(userById, user.managerId) : null;
  }
}
