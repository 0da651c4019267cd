import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { MAX_PAGE_SIZE } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { badInput } from '../../platform/request-error.ts';
import { guestCandidates } from './guest-candidates.reads.ts';
import { GuestCandidate, PossibleDuplicate } from './guest-candidates.types.ts';
import { possibleDuplicates } from './possible-duplicates.reads.ts';

@Resolver()
export class GuestCandidatesResolver {
  @Query(() => [GuestCandidate], {
    description:
      'Who can be named as a guest, directory and contacts in one list: first whom the viewer named lately, then the best match, else by name.',
  })
  guestCandidates(
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Part of a name, email, department or company; small typing errors are forgiven. Empty means everybody.',
    })
    search: string | null | undefined,
    @Arg('first', () => Int, { defaultValue: 10, description: `How many, 1 to ${MAX_PAGE_SIZE}.` }) first: number,
    @Ctx() ctx: RequestContext,
  ): Promise<GuestCandidate[]> {
    if (first < 1 || first > MAX_PAGE_SIZE) throw badInput(`first must be from 1 to ${MAX_PAGE_SIZE}; got ${first}.`);
    return guestCandidates(ctx, search, first);
  }

  @Query(() => [PossibleDuplicate], {
    description:
      'Contacts with the same email or a very similar name, at most 10, and whether a private one of somebody else is among them. Ask before a new contact is created.',
  })
  possibleDuplicateContacts(
    @Arg('name', () => String, { description: 'The name that is about to be entered.' }) name: string,
    @Arg('email', () => String, { nullable: true, description: 'The email, if it is known; its case does not matter.' })
    email: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<PossibleDuplicate[]> {
    return possibleDuplicates(ctx, name, email);
  }
}
