import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { requireAbility } from '../people/permissions.ts';
import { Backfill } from './backfill.entity.ts';
import { BACKFILL_ORDER, backfillsPage } from './backfills.reads.ts';
import {
  BackfillConnection,
  BackfillFilter,
  ConfirmBackfillInput,
  ConfirmBackfillPayload,
  CreateBackfillInput,
  CreateBackfillPayload,
  DiscardBackfillInput,
  DiscardBackfillPayload,
  UpdateBackfillInput,
  UpdateBackfillPayload,
} from './backfills.types.ts';
import { confirmBackfill } from './confirm-backfill.ts';
import { createBackfill } from './create-backfill.ts';
import { discardBackfill } from './discard-backfill.ts';
import { findBackfill } from './find-backfill.ts';
import { updateBackfill } from './update-backfill.ts';

@Resolver()
export class BackfillsResolver {
  @Query(() => Backfill, {
    nullable: true,
    description: 'One backfill; null when the id is unknown. For Ticket Managers and up.',
  })
  async backfill(
    @Arg('id', () => ID, { description: 'Id of the backfill.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Backfill | null> {
    requireAbility('backfill', ctx);
    return findBackfill(id, ctx);
  }

  @Query(() => BackfillConnection, {
    description: 'Backfills of the organization, the newest first. For Ticket Managers and up.',
  })
  async backfills(
    @Arg('filter', () => BackfillFilter, { nullable: true, description: 'Absent means all.' })
    filter: BackfillFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Backfill>> {
    requireAbility('backfill', ctx);
    const page = readPage({ first, after }, BACKFILL_ORDER, 2);
    const narrow = {
      statuses: filter?.statuses ?? [],
      createdById: filter?.createdByMe ? ctx.viewer.userId : undefined,
      externalReference: filter?.externalReference || undefined,
    };
    return backfillsPage(await ctx.read(), narrow, ctx.now, page);
  }

  @Mutation(() => CreateBackfillPayload, {
    description:
      '"Create Assignment": saves a draft with its planned tickets. Nothing moves until it is confirmed. For Ticket Managers and up.',
  })
  createBackfill(
    @Arg('input', () => CreateBackfillInput) input: CreateBackfillInput,
    @Ctx() ctx: RequestContext,
  ): Promise<CreateBackfillPayload> {
    requireAbility('backfill', ctx);
    return createBackfill(input, ctx);
  }

  @Mutation(() => UpdateBackfillPayload, { description: 'Replaces the lines of a draft. For Ticket Managers and up.' })
  updateBackfill(
    @Arg('input', () => UpdateBackfillInput) input: UpdateBackfillInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateBackfillPayload> {
    requireAbility('backfill', ctx);
    return updateBackfill(input, ctx);
  }

  @Mutation(() => DiscardBackfillPayload, { description: 'Gives a draft up. For Ticket Managers and up.' })
  discardBackfill(
    @Arg('input', () => DiscardBackfillInput) input: DiscardBackfillInput,
    @Ctx() ctx: RequestContext,
  ): Promise<DiscardBackfillPayload> {
    requireAbility('backfill', ctx);
    return discardBackfill(input, ctx);
  }

  @Mutation(() => ConfirmBackfillPayload, {
    description:
      '"Confirm": makes one order for each assignment, all or nothing. Safe to repeat: the same version returns the same orders. ' +
      'Seats that somebody took since the review are replaced by others unless exact tickets were asked for. For Ticket Managers and up.',
  })
  confirmBackfill(
    @Arg('input', () => ConfirmBackfillInput) input: ConfirmBackfillInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ConfirmBackfillPayload> {
    requireAbility('backfill', ctx);
    return confirmBackfill(input, ctx);
  }
}
