import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RequestContext } from '../../platform/context.ts';
import { requireAbility } from '../people/permissions.ts';
import { confirmGuestList } from './confirm-guest-list.ts';
import { ConfirmGuestListInput, SaveGuestListInput, SubmitGuestListInput } from './guest-list.inputs.ts';
import { ConfirmGuestListPayload, SaveGuestListPayload, SubmitGuestListPayload } from './guest-list.payloads.ts';
import { reopenOrder } from './reopen-order.ts';
import { ReopenOrderInput, ReopenOrderPayload } from './reopen-order.types.ts';
import { saveGuestList } from './save-guest-list.ts';
import { submitGuestList } from './submit-guest-list.ts';

/** For the recipient and for those who act for the recipient; lock-order.ts says so to everybody else. */
@Resolver()
export class GuestListMutationsResolver {
  @Mutation(() => SaveGuestListPayload, {
    description:
      'Saves the whole guest list of an order as a new version. It may be incomplete; saving takes a submission back.',
  })
  saveGuestList(
    @Arg('input', () => SaveGuestListInput) input: SaveGuestListInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SaveGuestListPayload> {
    return saveGuestList(input, ctx);
  }

  @Mutation(() => SubmitGuestListPayload, {
    description:
      'Declares the saved guest list complete: a guest and an attendee status for every ticket. Safe to repeat.',
  })
  submitGuestList(
    @Arg('input', () => SubmitGuestListInput) input: SubmitGuestListInput,
    @Ctx() ctx: RequestContext,
  ): Promise<SubmitGuestListPayload> {
    return submitGuestList(input, ctx);
  }

  @Mutation(() => ConfirmGuestListPayload, {
    description: 'Makes a submitted, unchanged guest list final; the order becomes CONFIRMED. Safe to repeat.',
  })
  confirmGuestList(
    @Arg('input', () => ConfirmGuestListInput) input: ConfirmGuestListInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ConfirmGuestListPayload> {
    return confirmGuestList(input, ctx);
  }

  @Mutation(() => ReopenOrderPayload, {
    description:
      'Opens a confirmed order again, so that its guest list can be corrected, submitted and confirmed anew. What was confirmed stays readable. For Super Users.',
  })
  reopenOrder(
    @Arg('input', () => ReopenOrderInput) input: ReopenOrderInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ReopenOrderPayload> {
    requireAbility('reopenOrders', ctx);
    return reopenOrder(input, ctx);
  }
}
