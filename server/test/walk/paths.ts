import {
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { AnyField } from './inputs.ts';
import { pageOf } from './selections.ts';

interface Step {
  parent: GraphQLObjectType;
  field: AnyField;
}

/** A way from the query root to objects of one type. */
export interface Path {
  type: GraphQLObjectType;
  steps: Step[];
}

/** How many ways to a type are walked; the shortest come first. */
const MOST_PATHS = 2;
const LONGEST_PATH = 6;

/** Ways from the query root to every type that can be read, without fields below the root that need an argument. */
export function pathsToTypes(schema: GraphQLSchema): Path[] {
  const query = schema.getQueryType();
  if (!query) return [];
  const found = new Map<string, Path[]>();
  const queue: Path[] = [{ type: query, steps: [] }];
  for (let path = queue.shift(); path; path = queue.shift()) {
    for (const field of Object.values(path.type.getFields())) {
      const isRoot = path.steps.length === 0;
      // Fields of the root that ask for an id are walked by themselves, with the ids of every type.
      if (isRoot ? asksForId(field) : field.args.some(isRequiredArgument)) continue;
      for (const type of objectTypes(schema, field)) {
        const next = { type, steps: [...path.steps, { parent: path.type, field }] };
        const known = found.get(type.name) ?? [];
        if (known.length >= MOST_PATHS || next.steps.length > LONGEST_PATH) continue;
        found.set(type.name, [...known, next]);
        queue.push(next);
      }
    }
  }
  return [...found.values()].flat();
}

/** The selection of a path below its root field, with the given selection at its end. */
export function selectAlong({ steps, type }: Path, selection: string): string {
  const nested = steps.slice(1).reduceRight((inside, { parent, field }) => {
    return `{ __typename ... on ${parent.name} { ${field.name}${pageOf(field)} ${inside} } }`;
  }, `{ __typename ... on ${type.name} ${selection} }`);
  return nested;
}

function asksForId({ args }: AnyField): boolean {
  return args.some((arg) => isRequiredArgument(arg) && getNamedType(arg.type).name === 'ID');
}

function objectTypes(schema: GraphQLSchema, field: AnyField): readonly GraphQLObjectType[] {
  const named = getNamedType(field.type);
  if (isObjectType(named)) return [named];
  return isAbstractType(named) ? schema.getPossibleTypes(named) : [];
}
