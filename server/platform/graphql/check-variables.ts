import { GraphQLError } from 'graphql';
import { tooComplex, BODY_LIMITS } from './limits.ts';

/**
 * Refuses variables that are nested too deep or hold too much, and texts in them that cannot be stored. Walks without
 * recursion, as an address may hold thousands of brackets.
 */
export function checkVariables(variables: unknown): void {
  let values = 0;
  let level = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > BODY_LIMITS.bodyDepth) {
      throw tooComplex('bodyDepth', depth, BODY_LIMITS.bodyDepth);
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') checkText(value, 'variables');
      else if (typeof value === 'object' && value !== null) {
        const inside: unknown[] = Array.isArray(value) ? value : fieldsOf(value);
        values += inside.length;
        if (values > BODY_LIMITS.bodyValues) {
          throw tooComplex('bodyValues', values, BODY_LIMITS.bodyValues);
        }
        for (const item of inside) next.push(item);
      }
    }
    level = next;
  }
}

/** Each name that no input has is answered with the names that it may have meant, which takes long for many and for long ones. */
function fieldsOf(value: object): unknown[] {
  const names = Object.keys(value);
  const longest = names.reduce((most, name) => Math.max(most, name.length), 0);
  if (names.length > BODY_LIMITS.bodyFields) throw tooComplex('bodyFields', names.length, BODY_LIMITS.bodyFields);
  if (longest > BODY_LIMITS.bodyName) throw tooComplex('bodyName', longest, BODY_LIMITS.bodyName);
  return Object.values(value);
}

/** Refuses what PostgreSQL cannot store (NUL) and what is no text at all (half of a surrogate pair). */
export function checkText(text: string, place: string): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  // Without a status of its own, an error from a plugin would go out as the server's fault.
  throw new GraphQLError(
    `A text in ${place} contains a NUL character or half of a surrogate pair. Send well-formed Unicode without NUL.`,
    { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  );
}
