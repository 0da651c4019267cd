import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  simpleResolvers: true,
  description: 'An amount in one currency. Amounts of different currencies are never added up.',
})
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

/** The exact sum of amounts with at most two decimals, as a decimal string. */
export function addAmounts(amounts: readonly string[]): string {
  const cents = amounts.reduce((sum, amount) => sum + toCents(amount), 0n);
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function toCents(amount: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) throw new Error('An amount must be a decimal number with at most two decimals.');
  const cents = BigInt(match[2] ?? '0') * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -cents : cents;
}
