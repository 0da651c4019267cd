import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getIntrospectionQuery,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { isIntrospection } from './measure-document.ts';

/** What a document asks about the schema itself. */
export interface IntrospectionCost {
  /** About how many fields the answer holds; 0 for a document that asks nothing about the schema. */
  fields: number;
  /** How deep lists that lead from type to type are nested in each other. */
  depth: number;
}

/** Lists of introspection that lead from a type to others: nested in each other they would walk the schema over and over. */
const LEADS_ON = new Set(['fields', 'inputFields', 'interfaces', 'possibleTypes']);

/** Prepares the measuring of introspection for a schema; `allowed` is what the usual query costs, and a fifth more. */
export function measureIntrospection(schema: GraphQLSchema): {
  costOf(document: DocumentNode): IntrospectionCost;
  allowed: number;
} {
  const sizes = averageSizes(schema);
  const costOf = (document: DocumentNode): IntrospectionCost => costOfDocument(document, sizes);
  const usual = parse(
    getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true }),
  );
  return { costOf, allowed: Math.ceil(costOf(usual).fields * 1.2) };
}

function costOfDocument(document: DocumentNode, sizes: Record<string, number>): IntrospectionCost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, IntrospectionCost>();
  const total = { fields: 0, depth: 0 };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) add(total, costOfSelections(definition.selectionSet, false));
  }
  return total;

  function costOfFragment(name: string, isInside: boolean): IntrospectionCost {
    const key = `${isInside} ${name}`;
    const before = known.get(key);
    if (before) return before;
    known.set(key, { fields: 0, depth: 0 });
    const fragment = fragments.get(name);
    const cost = fragment ? costOfSelections(fragment.selectionSet, isInside) : { fields: 0, depth: 0 };
    known.set(key, cost);
    return cost;
  }

  function costOfSelections(set: SelectionSetNode, isInside: boolean): IntrospectionCost {
    const cost = { fields: 0, depth: 0 };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) add(cost, costOfFragment(selection.name.value, isInside));
      else if (selection.kind === Kind.INLINE_FRAGMENT) add(cost, costOfSelections(selection.selectionSet, isInside));
      else {
        const name = selection.name.value;
        const counts = isInside || isIntrospection(name);
        const inner = selection.selectionSet
          ? costOfSelections(selection.selectionSet, counts)
          : { fields: 0, depth: 0 };
        add(cost, {
          fields: counts ? 1 + inner.fields * (sizes[name] ?? 1) : inner.fields,
          depth: inner.depth + (isInside && LEADS_ON.has(name) ? 1 : 0),
        });
      }
    }
    return cost;
  }
}

function add(total: IntrospectionCost, part: IntrospectionCost): void {
  total.fields += part.fields;
  total.depth = Math.max(total.depth, part.depth);
}

/** How long the lists of introspection are in this schema, on average for those of a type. */
function averageSizes(schema: GraphQLSchema): Record<string, number> {
  const types = Object.values(schema.getTypeMap());
  const fields = types.filter((type) => isObjectType(type) || isInterfaceType(type));
  const inputs = types.filter((type) => isInputObjectType(type));
  const enums = types.filter((type) => isEnumType(type));
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const perType = (amounts: number[]): number => Math.max(1, sum(amounts) / types.length);
  const average = (amounts: number[]): number => sum(amounts) / Math.max(1, amounts.length);
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: perType(fields.map((type) => Object.keys(type.getFields()).length)),
    inputFields: perType(inputs.map((type) => Object.keys(type.getFields()).length)),
    enumValues: perType(enums.map((type) => type.getValues().length)),
    args: average(fields.flatMap((type) => Object.values(type.getFields()).map(({ args }) => args.length))),
    // Half of the types are wrapped in another, at a guess; the usual query asks nine times in a row.
    ofType: 0.5,
  };
}
