import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { isPlainId } from '../plain-id.ts';
import { RowTexts } from './row-texts.ts';
import { takesInfo } from '../wrap-resolver.ts';
import { leafWriter, quoted } from './write-leaf.ts';

/*
 * What a query asks for, worked out once: which fields of which types, by what they are resolved and how their values are written.
 * Conditions (`@include`, `@skip`) are decided in the plan, so an operation with some has a plan for each case.
 */

export type Variables = Readonly<Record<string, unknown>>;
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** The fields of an object, in the order of the answer. */
export interface ObjectPlan {
  type: GraphQLObjectType;
  fields: readonly FieldPlan[];
  /** What is written after the last field. */
  end: string;
  /** Present where nothing but the row itself is asked for. */
  texts: RowTexts | undefined;
}

export interface FieldPlan {
  /** Its name in the answer, and what is written before the value. */
  key: string;
  label: string;
  parent: GraphQLObjectType;
  field: GraphQLField<unknown, unknown>;
  nodes: readonly FieldNode[];
  /** Absent where the row has a property of the field's name. */
  resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** Whether the resolver looks at more than the row, its arguments and the context. */
  takesInfo: boolean;
  /** New at each call, for the resolver to keep. */
  argumentsOf(variables: Variables): Record<string, unknown>;
  value: ValuePlan;
}

export type ValuePlan = { isNonNull: boolean } & (
  | { kind: 'LEAF'; write: (value: unknown) => string }
  | { kind: 'LIST'; item: ValuePlan }
  | { kind: 'OBJECT'; plan: ObjectPlan }
  | { kind: 'ABSTRACT'; type: GraphQLAbstractType; planOf: (type: GraphQLObjectType) => ObjectPlan }
);

/** More conditions than these are not worth a plan for each of their cases. */
const MOST_CONDITIONS = 4;

/** The variables that conditions of the document look at; undefined where it asks about the schema or has too many of them. */
export function conditionsOf(document: DocumentNode): string[] | undefined {
  const names = new Set<string>();
  let asksAboutSchema = false;
  visit(document, {
    Field: ({ name: { value } }) => {
      if (value === '__schema' || value === '__type') asksAboutSchema = true;
    },
    Directive: (directive) => {
      for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return asksAboutSchema || names.size > MOST_CONDITIONS ? undefined : [...names];
}

/** Plans a query of a valid document; `variables` decide conditions and nothing else. */
export function planQuery(
  schema: GraphQLSchema,
  fragments: Fragments,
  { selectionSet }: OperationDefinitionNode,
  variables: Variables,
): ObjectPlan {
  const root = schema.getQueryType();
  if (!root) throw new Error('The schema has no queries.');
  return planObject(root, [selectionSet]);

  function planObject(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): ObjectPlan {
    const nodesByKey = new Map<string, FieldNode[]>();
    const visited = new Set<FragmentDefinitionNode>();
    for (const each of selectionSets) collect(each, type, nodesByKey, visited);
    const fields: FieldPlan[] = [];
    // The name of the type is known already and goes with the label of what follows.
    let before = '';
    for (const [key, nodes] of nodesByKey) {
      const comma = before === '' && fields.length === 0 ? '' : ',';
      const label = `${before}${comma}${JSON.stringify(key)}:`;
      if (nodes[0]?.name.value === TypeNameMetaFieldDef.name) {
        before = `${label}${JSON.stringify(type.name)}`;
      } else {
        fields.push(planField(type, key, label, nodes));
        before = '';
      }
    }
    const texts = fields.every(isOfRow) ? new RowTexts() : undefined;
    return { type, fields, end: `${before}}`, texts };
  }

  function collect(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    found: Map<string, FieldNode[]>,
    visited: Set<FragmentDefinitionNode>,
  ): void {
    for (const selection of selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = found.get(key);
        if (nodes) nodes.push(selection);
        else found.set(key, [selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments[selection.name.value] : selection;
      if (!fragment || (fragment.kind === Kind.FRAGMENT_DEFINITION && visited.has(fragment))) continue;
      if (fragment.kind === Kind.FRAGMENT_DEFINITION) visited.add(fragment);
      if (applies(fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet, type, found, visited);
    }
  }

  function isIncluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
  }

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = schema.getType(condition);
    return isAbstractType(named) && schema.isSubType(named, type);
  }

  function planField(parent: GraphQLObjectType, key: string, label: string, nodes: FieldNode[]): FieldPlan {
    const [node] = nodes;
    const name = node?.name.value ?? '';
    const field = parent.getFields()[name];
    if (!node || !field) throw new Error(`${parent.name} has no field ${name}.`);
    const { resolve } = field;
    return {
      key,
      label,
      parent,
      field,
      nodes,
      resolve,
      takesInfo: resolve !== undefined && takesInfo(resolve),
      argumentsOf: argumentReader(field, node),
      value: isPlainId(field) ? { isNonNull: true, kind: 'LEAF', write: quoted } : planValue(field.type, nodes),
    };
  }

  function planValue(type: GraphQLOutputType, nodes: readonly FieldNode[]): ValuePlan {
    if (isNonNullType(type)) return { ...planValue(type.ofType, nodes), isNonNull: true };
    const isNonNull = false;
    if (isListType(type)) return { isNonNull, kind: 'LIST', item: planValue(type.ofType, nodes) };
    if (isLeafType(type)) return { isNonNull, kind: 'LEAF', write: leafWriter(type) };
    const below = nodes.flatMap((node) => node.selectionSet ?? []);
    if (isObjectType(type)) return { isNonNull, kind: 'OBJECT', plan: planObject(type, below) };
    const plans = new Map<GraphQLObjectType, ObjectPlan>();
    const planOf = (each: GraphQLObjectType): ObjectPlan => {
      const plan = plans.get(each) ?? planObject(each, below);
      plans.set(each, plan);
      return plan;
    };
    return { isNonNull, kind: 'ABSTRACT', type, planOf };
  }
}

/** Whether the field's value depends on its row alone. */
function isOfRow({ field, resolve, value }: FieldPlan): boolean {
  return value.kind === 'LEAF' && (resolve === undefined || isPlainId(field));
}

const NO_ARGUMENTS: Record<string, unknown> = Object.freeze({});

/** Arguments without variables are read once, and are the same for every row: whoever would change them fails. */
function argumentReader(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => Record<string, unknown> {
  if (field.args.length === 0) return () => NO_ARGUMENTS;
  if (hasVariables(node)) return (variables) => getArgumentValues(field, node, variables);
  let known: Record<string, unknown> | undefined;
  return () => (known ??= Object.freeze(getArgumentValues(field, node)));
}

function hasVariables(node: FieldNode): boolean {
  let found = false;
  visit(
    { ...node, selectionSet: undefined, directives: [] },
    {
      Variable: () => {
        found = true;
      },
    },
  );
  return found;
}
