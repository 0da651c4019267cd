import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { userById } from '../people/people.loaders.ts';
import { requireAbility } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { applyImport } from './apply-import.ts';
import { discardImport } from './discard-import.ts';
import { ImportFile } from './import-file.entity.ts';
import { importRunnerOf } from './import-runner.ts';
import type { ImportRowError } from './import-row-error.entity.ts';
import { Import } from './import.entity.ts';
import { filesOfImport } from './imports.loaders.ts';
import { findImport, IMPORT_ORDER, importsPage, ROW_ERROR_ORDER, rowErrorsPage } from './imports.reads.ts';
import {
  ApplyImportInput,
  ApplyImportPayload,
  DiscardImportInput,
  DiscardImportPayload,
  ImportConnection,
  ImportPreview,
  ImportProgress,
  ImportRowErrorConnection,
} from './imports.types.ts';

@Resolver(() => Import)
export class ImportsResolver {
  @Query(() => Import, {
    nullable: true,
    description: 'One import; null when the id is unknown. For Inventory Managers and up.',
  })
  async import(
    @Arg('id', () => ID, { description: 'Id of the import.' }) id: string,
    @Ctx() ctx: RequestContext,
  ): Promise<Import | null> {
    requireAbility('importInventory', ctx);
    const importId = decodeNodeId(id, 'Import', ctx.organizationId);
    const found = importId === undefined ? null : await findImport(await ctx.read(), importId);
    if (found) takeUpAgain(found, ctx);
    return found;
  }

  @Query(() => ImportConnection, {
    description: 'Imports of the organization, the newest first. For Inventory Managers and up.',
  })
  async imports(
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Import>> {
    requireAbility('importInventory', ctx);
    return importsPage(await ctx.read(), readPage({ first, after }, IMPORT_ORDER, 2));
  }

  @Mutation(() => ApplyImportPayload, {
    description:
      'Applies an import that is READY, in the background: watch its status and progress. It is compared with what is on file once ' +
      'more and applied as a whole or not at all. Safe to repeat. For Inventory Managers and up.',
  })
  applyImport(
    @Arg('input', () => ApplyImportInput) input: ApplyImportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ApplyImportPayload> {
    requireAbility('importInventory', ctx);
    return applyImport(input, ctx);
  }

  @Mutation(() => DiscardImportPayload, {
    description: 'Gives an import up before it is applied. For Inventory Managers and up.',
  })
  discardImport(
    @Arg('input', () => DiscardImportInput) input: DiscardImportInput,
    @Ctx() ctx: RequestContext,
  ): Promise<DiscardImportPayload> {
    requireAbility('importInventory', ctx);
    return discardImport(input, ctx);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'Who uploaded it; null when it came from the command line.',
  })
  async createdBy(@Root() row: Import, @Ctx() ctx: RequestContext): Promise<User | null> {
    return row.createdById === null ? null : ctx.loadExisting(userById, row.createdById);
  }

  @FieldResolver(() => [ImportFile], {
    description: 'Its files, at most one of each kind, in the order in which they are applied.',
  })
  files(@Root() row: Import, @Ctx() ctx: RequestContext): Promise<ImportFile[]> {
    return ctx.loadExisting(filesOfImport, row.id);
  }

  @FieldResolver(() => ImportProgress, { description: 'How far the step that runs now has come.' })
  progress(@Root() { rowsDone, rowsTotal }: Import): ImportProgress {
    return { rowsDone, rowsTotal };
  }

  @FieldResolver(() => ImportPreview, {
    nullable: true,
    description: 'What applying it would do; null until it is analyzed.',
  })
  preview(@Root() row: Import): ImportPreview | null {
    return row.preview;
  }

  @FieldResolver(() => ImportRowErrorConnection, {
    description:
      'What is wrong with its rows, in the order of files and rows. `GET /imports/<id>/errors.csv` has them as a file.',
  })
  async rowErrors(
    @Root() row: Import,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<ImportRowError>> {
    return rowErrorsPage(await ctx.read(), row.id, readPage({ first, after }, ROW_ERROR_ORDER, 1));
  }
}

/** Whoever looks at an import that stands still has it taken up again: the process that was at it may have died. */
function takeUpAgain({ id, status, heartbeatAt }: Import, ctx: RequestContext): void {
  const isUnfinished = status === 'ANALYZING' || status === 'APPLYING';
  const stillSince = ctx.now.getTime() - (heartbeatAt?.getTime() ?? 0);
  if (isUnfinished && stillSince > STANDS_STILL) importRunnerOf(ctx.database).start(ctx.organizationId, id);
}

const STANDS_STILL = 30_000;
