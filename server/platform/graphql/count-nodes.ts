import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Amount, amountOf, plus, times, type Variables } from './amount.ts';
import { type ListSizes, sizeOfList, sizeOfPage } from './list-size.ts';

/** Rows that an answer can hold: `own` in any case, and `perPageRow` for each row of the page that the selection is made on. */
interface Rows {
  own: Amount;
  perPageRow: Amount;
}

const NO_ROWS: Rows = { own: 0, perPageRow: 0 };

/** Counts the rows that the answer to one operation can hold, given its variables. */
export type NodeCounter = (variables: Variables | undefined) => number;

/**
 * Prepares the counting for every operation of a document. Lists inside lists multiply; a page counts by `first`, any other list
 * by its stated size. Each fragment is walked once. Counting itself is a handful of multiplications, and none where no
 * variable says how long a list is.
 */
export function prepareNodeCounters(
  schema: GraphQLSchema,
  sizes: ListSizes,
  document: DocumentNode,
): Map<OperationDefinitionNode, NodeCounter> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Rows>();
  const counters = new Map<OperationDefinitionNode, NodeCounter>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { own } = rowsOfSelections(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined);
    const defaults = defaultsOf(definition);
    counters.set(definition, (variables) => amountOf(own, { ...defaults, ...variables }));
  }
  return counters;

  function rowsOfFragment(name: string): Rows {
    const before = known.get(name);
    if (before) return before;
    known.set(name, NO_ROWS);
    const fragment = fragments.get(name);
    const rows = fragment
      ? rowsOfSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : NO_ROWS;
    known.set(name, rows);
    return rows;
  }

  function rowsOfSelections(set: SelectionSetNode, type: GraphQLNamedType | undefined): Rows {
    let own: Amount = 0;
    let perPageRow: Amount = 0;
    for (const selection of set.selections) {
      let rows: Rows;
      if (selection.kind === Kind.FIELD) rows = rowsOfField(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) rows = rowsOfFragment(selection.name.value);
      else {
        const condition = selection.typeCondition?.name.value;
        rows = rowsOfSelections(selection.selectionSet, condition === undefined ? type : schema.getType(condition));
      }
      own = plus(own, rows.own);
      perPageRow = plus(perPageRow, rows.perPageRow);
    }
    return { own, perPageRow };
  }

  function rowsOfField(node: FieldNode, parent: GraphQLNamedType | undefined): Rows {
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    if (!node.selectionSet || !parent || !field || !isCompositeType(type)) return NO_ROWS;
    const inner = rowsOfSelections(node.selectionSet, type);
    const page = sizeOfPage(field, node);
    if (!isListType(getNullableType(field.type))) {
      return { own: page === undefined ? inner.own : plus(inner.own, times(page, inner.perPageRow)), perPageRow: 0 };
    }
    const rowAndWithin = plus(1, inner.own);
    if (page === undefined && isPageOfRows(parent)) return { own: 0, perPageRow: rowAndWithin };
    return { own: times(page ?? sizeOfList(sizes, parent, field, node), rowAndWithin), perPageRow: 0 };
  }
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

/** A connection: its lists are as long as `first` of the field that it answers. */
function isPageOfRows(type: GraphQLNamedType): boolean {
  return isObjectType(type) && 'pageInfo' in type.getFields();
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const withDefault = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  return Object.fromEntries(withDefault);
}
