import { GraphQLError } from 'graphql';
import { tooComplex, VARIABLE_LIMITS } from './limits.ts';

/**
 * Refuses variables that are nested too deep or hold too much, and texts in them that cannot be stored. Walks without
 * recursion: half a million brackets fit into one body.
 */
export function checkVariables(variables: unknown): void {
  let values = 0;
  let level = [variables];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > VARIABLE_LIMITS.variableDepth) {
      throw tooComplex('variableDepth', depth, VARIABLE_LIMITS.variableDepth);
    }
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string') checkText(value, 'variables');
      else if (typeof value === 'object' && value !== null) {
        const inside: unknown[] = Array.isArray(value) ? value : Object.values(value);
        values += inside.length;
        if (values > VARIABLE_LIMITS.variableValues) {
          throw tooComplex('variableValues', values, VARIABLE_LIMITS.variableValues);
        }
        for (const item of inside) next.push(item);
      }
    }
    level = next;
  }
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
