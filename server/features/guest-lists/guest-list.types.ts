import { Field, Int, ObjectType } from 'type-graphql';
import type { Order } from '../orders/order.entity.ts';
import type { GuestListVersion } from './guest-list-version.entity.ts';

/** What lies behind it is read when a field asks for it (guest-list.resolver.ts). */
@ObjectType({
  simpleResolvers: true,
  description: 'One guest for each ticket of an order, each with an attendee status.',
})
export class GuestList {
  readonly order: Order;
  readonly current: GuestListVersion | undefined;

  constructor(order: Order, current: GuestListVersion | undefined) {
    this.order = order;
    this.current = current;
  }

  @Field(() => Int, {
    description: 'Goes up with every save; send it back as `expectedVersion`. 0 until it is saved for the first time.',
  })
  get version(): number {
    return this.order.guestListVersion;
  }
}
