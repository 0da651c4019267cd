import { type GraphQLError, locatedError, responsePathAsArray } from 'graphql';
import type { FieldPlan } from './plan-operation.ts';

/** Where a value stands in the answer: up to the root. */
export interface Path {
  readonly prev: Path | undefined;
  readonly key: string | number;
  readonly typename: string | undefined;
}

/** The errors of one answer. What fails below a value that is null for another error already is nothing to tell. */
export class FieldErrors {
  readonly all: GraphQLError[] = [];
  readonly #nulled = new Set<Path | undefined>();

  add(error: GraphQLError, path: Path | undefined): void {
    for (let at = path; at; at = at.prev) if (this.#nulled.has(at)) return;
    if (this.#nulled.has(undefined)) return;
    this.#nulled.add(path);
    this.all.push(error);
  }
}

/** The error with the place of its field; one that has a place already keeps it. */
export function located(error: unknown, { nodes }: FieldPlan, path: Path): GraphQLError {
  return locatedError(error, nodes, responsePathAsArray(path));
}
