import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { Permission } from '../../platform/permission.ts';
import { UserError } from '../../platform/user-error.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { Settings } from './settings.entity.ts';
import { type CurrentSettings, settingsOf } from './settings.reads.ts';
import { UpdateSettingsInput, UpdateSettingsPayload } from './settings.types.ts';
import { updateSettings } from './update-settings.ts';

@Resolver(() => Settings)
export class SettingsResolver {
  @Query(() => Settings, { description: 'What the organization decided for itself, for everybody to read.' })
  async settings(@Ctx() ctx: RequestContext): Promise<CurrentSettings> {
    return settingsOf(await ctx.read());
  }

  @Mutation(() => UpdateSettingsPayload, { description: 'Changes the organization’s settings. For Super Users.' })
  async updateSettings(
    @Arg('input', () => UpdateSettingsInput) input: UpdateSettingsInput,
    @Ctx() ctx: RequestContext,
  ): Promise<UpdateSettingsPayload> {
    requireAbility('administer', ctx);
    const outcome = await updateSettings(input, ctx);
    return outcome instanceof UserError
      ? { settings: null, userErrors: [outcome] }
      : { settings: outcome, userErrors: [] };
  }

  @FieldResolver(() => Permission, { description: 'Whether the viewer may change the settings.' })
  viewerCanUpdate(@Ctx() ctx: RequestContext): Permission {
    return permissionTo('administer', ctx);
  }
}
