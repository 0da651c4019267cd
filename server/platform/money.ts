import { Field, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'An amount in one currency. Amounts of different currencies are never added up.' })
export class Money {
  @Field(() => String, { description: 'Decimal string with the currency’s usual digits, for example "1250.00".' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217 code, for example "USD".' })
  currency: string;

  constructor(amount: string, currency: string) {
    this.amount = amount;
    this.currency = currency;
  }
}
