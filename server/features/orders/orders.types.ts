import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../platform/connection.ts';
import { LocalDate } from '../../platform/scalars.ts';
import { Order, OrderStatus } from './order.entity.ts';

export const OrderConnection = connectionType(() => Order, 'Order');

@InputType({ description: 'Every part narrows; empty or null means "any".' })
export class OrderFilter {
  @Field(() => [OrderStatus], { nullable: true, description: 'Only orders in one of these states.' })
  statuses?: OrderStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Event or venue name, small typing errors forgiven; or an order number, at least its first 4 characters.',
  })
  search?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only events on or after this day at the venue.' })
  eventDateFrom?: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only events on or before this day at the venue.' })
  eventDateTo?: string | null;
}
