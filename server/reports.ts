import type { FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/**
 * What a replica may answer: queries that sum up or list for the record, where nobody waits to go on with what is shown. A root field
 * counts with any fields below it, or only with those that are named.
 */
const REPORTS: Record<string, readonly string[] | 'ANY'> = {
  auditLog: 'ANY',
  unusedQueue: ['totals', 'filterHints'],
};

type Fragments = Record<string, FragmentDefinitionNode>;

/** Whether all that an operation asks for is a report. An answer comes from one snapshot, so one other field makes it none. */
export function isReport(operation: OperationDefinitionNode, fragments: Fragments): boolean {
  if (operation.operation !== 'query') return false;
  return fieldsOf(operation.selectionSet, fragments).every(({ name, selectionSet }) => {
    const below = REPORTS[name];
    if (below === undefined || below === 'ANY') return below === 'ANY';
    return selectionSet !== undefined && fieldsOf(selectionSet, fragments).every((field) => below.includes(field.name));
  });
}

interface AskedField {
  name: string;
  selectionSet: SelectionSetNode | undefined;
}

/** Fields of a selection set with those of its fragments; a valid document has no circles. */
function fieldsOf({ selections }: SelectionSetNode, fragments: Fragments): AskedField[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return fieldsOf(selection.selectionSet, fragments);
    if (selection.kind === 'Field') {
      const name = selection.name.value;
      return name === '__typename' ? [] : [{ name, selectionSet: selection.selectionSet }];
    }
    const fragment = fragments[selection.name.value];
    return fragment ? fieldsOf(fragment.selectionSet, fragments) : [];
  });
}
