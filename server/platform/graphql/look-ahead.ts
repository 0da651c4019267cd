import {
  type FieldNode,
  getArgumentValues,
  type GraphQLField,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';

/** Where a connection has its rows. */
export const PAGE_ROWS = [['nodes'], ['edges', 'node']] as const;

/**
 * Whether the field is selected at the end of any of the paths below the one that is being resolved, for reads that can bring a
 * page's children along. Conditions (`@include`, `@skip`) are not looked at: at worst something is read that is not shown.
 */
export function selectsBelow(info: GraphQLResolveInfo, paths: Paths, fieldName: string): boolean {
  return nodesBelow(info, paths, fieldName).length > 0;
}

/** The arguments of that field as its resolver will get them; undefined where it is asked for with several, or not at all. */
export function argumentsBelow(
  info: GraphQLResolveInfo,
  paths: Paths,
  field: GraphQLField<unknown, unknown>,
): Record<string, unknown> | undefined {
  const [first, ...others] = nodesBelow(info, paths, field.name).map((node) =>
    getArgumentValues(field, node, info.variableValues),
  );
  const text = JSON.stringify(first);
  return others.every((args) => JSON.stringify(args) === text) ? first : undefined;
}

type Paths = readonly (readonly string[])[];

function nodesBelow(info: GraphQLResolveInfo, paths: Paths, fieldName: string): FieldNode[] {
  return paths.flatMap((path) =>
    [...path, fieldName].reduce((above, name) => fieldsOf(above, name, info), [...info.fieldNodes]),
  );
}

function fieldsOf(nodes: readonly FieldNode[], name: string, info: GraphQLResolveInfo): FieldNode[] {
  const found: FieldNode[] = [];
  for (const { selectionSet } of nodes) if (selectionSet) collect(selectionSet, name, info, found);
  return found;
}

function collect(selectionSet: SelectionSetNode, name: string, info: GraphQLResolveInfo, found: FieldNode[]): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === 'Field') {
      if (selection.name.value === name) found.push(selection);
    } else if (selection.kind === 'InlineFragment') {
      collect(selection.selectionSet, name, info, found);
    } else {
      const fragment = info.fragments[selection.name.value];
      if (fragment) collect(fragment.selectionSet, name, info, found);
    }
  }
}
