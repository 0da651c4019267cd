import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large a document is, with every fragment counted wherever it is spread. */
export interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  fields: number;
}

/**
 * Measures a whole document: the sum of its operations, and of fragments that none of them reaches, since validation walks
 * those too. Each fragment is walked once and its measure reused, so the work grows with the text and not with what it expands to.
 */
export function measureDocument(document: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const known = new Map<string, Measure>();
  const total = nothing();
  for (const operation of operations) add(total, measureDefinition(operation));
  for (const name of fragments.keys()) if (!known.has(name)) add(total, measureFragment(name));
  return total;

  function measureDefinition(definition: OperationDefinitionNode | FragmentDefinitionNode): Measure {
    const measure = measureSelections(definition.selectionSet);
    const onVariables = definition.variableDefinitions ?? [];
    measure.directives += sum([definition, ...onVariables].map((node) => node.directives?.length ?? 0));
    return measure;
  }

  function measureFragment(name: string): Measure {
    const before = known.get(name);
    if (before) return before;
    // A fragment that spreads itself counts as nothing there; the usual rules refuse it.
    known.set(name, nothing());
    const fragment = fragments.get(name);
    const measure = fragment ? measureDefinition(fragment) : nothing();
    known.set(name, measure);
    return measure;
  }

  function measureSelections({ selections }: SelectionSetNode): Measure {
    const measure = nothing();
    for (const selection of selections) {
      measure.directives += selection.directives?.length ?? 0;
      add(measure, measureSelection(selection));
    }
    return measure;
  }

  function measureSelection(selection: SelectionNode): Measure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return measureFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return measureSelections(selection.selectionSet);
    const measure = selection.selectionSet ? measureSelections(selection.selectionSet) : nothing();
    measure.fields += 1;
    measure.aliases += selection.alias ? 1 : 0;
    // Types refer to types of types: introspection is deep by nature, and has a limit of its own.
    measure.depth = isIntrospection(selection.name.value) ? 1 : measure.depth + 1;
    return measure;
  }
}

/** Whether a root field asks about the schema itself. */
export function isIntrospection(fieldName: string): boolean {
  return fieldName === '__schema' || fieldName === '__type';
}

function nothing(): Measure {
  return { depth: 0, aliases: 0, directives: 0, fields: 0 };
}

function add(total: Measure, part: Measure): void {
  total.depth = Math.max(total.depth, part.depth);
  total.aliases += part.aliases;
  total.directives += part.directives;
  total.fields += part.fields;
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
