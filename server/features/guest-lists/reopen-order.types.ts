import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { UserError } from '../../platform/user-error.ts';
import { Order, OrderStatus } from '../orders/order.entity.ts';

@InputType({ description: 'Which confirmed order may be corrected, and why.' })
export class ReopenOrderInput {
  @Field(() => ID, { description: 'The order; its guest list must be confirmed.' })
  orderId: string;

  @Field(() => String, { description: 'Why, in 3 to 500 characters; it is kept with the version and in the history.' })
  reason: string;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The guest list of the order is not confirmed, so that there is nothing to reopen.',
})
export class OrderNotConfirmed extends UserError {
  @Field(() => OrderStatus, { description: 'Where the order stands.' })
  status: OrderStatus;

  constructor(status: OrderStatus) {
    super('There is nothing to reopen: the guest list is not confirmed.', ['orderId']);
    this.status = status;
  }
}

export type ReopenOrderError = UnknownReference | InvalidInput | OrderNotConfirmed;

const ReopenOrderErrorUnion = createUnionType({
  name: 'ReopenOrderError',
  description: 'Why an order was not reopened.',
  types: () => [UnknownReference, InvalidInput, OrderNotConfirmed] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of reopenOrder.' })
export class ReopenOrderPayload {
  @Field(() => Order, {
    nullable: true,
    description: 'The order as it is now, also after an error; null where `orderId` names none.',
  })
  order: Order | null;

  @Field(() => [ReopenOrderErrorUnion], { description: 'Why nothing was changed; empty exactly when it worked.' })
  userErrors: ReopenOrderError[];
}
