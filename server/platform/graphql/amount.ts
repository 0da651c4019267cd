/** The variables of a request, with the defaults of its operation. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number that is known from the document alone, or only with the variables of a request. */
export type Amount = number | ((variables: Variables) => number);

export function plus(a: Amount, b: Amount): Amount {
  if (a === 0) return b;
  if (b === 0) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return (variables) => amountOf(a, variables) + amountOf(b, variables);
}

export function times(a: Amount, b: Amount): Amount {
  if (a === 0 || b === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return (variables) => amountOf(a, variables) * amountOf(b, variables);
}

export function amountOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}
