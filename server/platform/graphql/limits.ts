import { GraphQLError } from 'graphql';

/** What one document may ask for; published in the docs and in `extensions.cost.limits` of every answer. */
export const LIMITS = { depth: 16, aliases: 30, directives: 30, fields: 500, nodes: 10_000 } as const;

/** What one request may hold besides its document: variables are part of the body, or of the address. */
export const BODY_LIMITS = { bodyDepth: 32, bodyValues: 20_000, bodyFields: 500, bodyName: 200 } as const;

/** The longest document, in characters; the lexer reads comments and block strings whole. */
export const MAX_DOCUMENT_LENGTH = 100_000;

const IN_WORDS = {
  depth: 'Fields may be nested {} levels deep',
  aliases: 'A document may use {} aliases',
  directives: 'A document may use {} directives',
  fields: 'A document may select {} fields, counting those of a fragment wherever it is spread',
  nodes: 'An answer may hold {} rows, counting each list by what `first` allows',
  introspection: 'Introspection may cost {}, a little more than the usual introspection query',
  introspectionDepth: 'Introspection may nest fields, input fields, interfaces and possible types {} level deep',
  bodyDepth: 'The body, or the variables in an address, may be nested {} levels deep',
  bodyValues: 'The body, or the variables in an address, may hold {} values',
  bodyFields: 'One object of the variables may have {} fields',
  bodyName: 'The name of a field in the variables may have {} characters',
  characters: 'A document may have {} characters',
} as const;

export type LimitName = keyof typeof IN_WORDS;

/** Says which limit was passed, what was asked and what is allowed. */
export function tooComplex(limit: LimitName, asked: number, allowed: number): GraphQLError {
  const words = IN_WORDS[limit].replace('{}', inDigits(allowed));
  return new GraphQLError(`${words}; this asks for ${inDigits(asked)}. Ask for less at once.`, {
    extensions: {
      code: 'QUERY_TOO_COMPLEX',
      limit,
      asked: Math.min(asked, Number.MAX_SAFE_INTEGER),
      allowed,
      http: { status: 400 },
    },
  });
}

function inDigits(amount: number): string {
  return amount > Number.MAX_SAFE_INTEGER ? 'far more' : amount.toLocaleString('en-US');
}
