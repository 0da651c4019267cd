import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Where a connection has its rows. */
export const PAGE_ROWS = [['nodes'], ['edges', 'node']] as const;

/**
 * Whether the field is selected at the end of any of the paths below the one that is being resolved, for reads that can bring a
 * page's children along in one statement. Conditions (`@include`, `@skip`) are not looked at: at worst something is read that
 * is not shown.
 */
export function selectsBelow(
  info: GraphQLResolveInfo,
  paths: readonly (readonly string[])[],
  fieldName: string,
): boolean {
  return paths.some((path) => {
    const nodes = [...path, fieldName].reduce((above, name) => fieldsOf(above, name, info), [...info.fieldNodes]);
    return nodes.length > 0;
  });
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
