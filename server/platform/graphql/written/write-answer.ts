import {
  defaultTypeResolver,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import type { RequestContext } from '../../context.ts';
import { FieldErrors, located, type Path } from './field-errors.ts';
import { isPromise, type Text, TextBuilder } from './text-builder.ts';
import type { FieldPlan, Fragments, ObjectPlan, ValuePlan, Variables } from './plan-operation.ts';

/*
 * Resolves the fields of a plan by the rules of GraphQL and writes their values as JSON at once, in place of an object for each row
 * that is then gone through again. A text that waits for something is a promise; what is known at once never becomes one.
 */

/** One execution of an operation. */
export interface Execution {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Fragments;
  variables: Variables;
  context: RequestContext;
}

interface Run extends Execution {
  errors: FieldErrors;
}

type AbstractPlan = Extract<ValuePlan, { kind: 'ABSTRACT' }>;

/** Executes a planned query. `data` is its JSON. */
export async function writeAnswer(
  plan: ObjectPlan,
  execution: Execution,
): Promise<{ data: string; errors: readonly GraphQLError[] }> {
  const run = { ...execution, errors: new FieldErrors() };
  try {
    return { data: await writeFields(plan, undefined, run, undefined), errors: run.errors.all };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    run.errors.add(error, undefined);
    return { data: 'null', errors: run.errors.all };
  }
}

/** The object of a row. All fields are begun before any is waited for, so that what they load is loaded together. */
function writeFields({ fields, end }: ObjectPlan, row: unknown, run: Run, path: Path | undefined): Text {
  const text = new TextBuilder('{');
  try {
    for (const field of fields) text.add(field.label, writeField(field, row, run, path));
  } catch (error) {
    return text.abandon(error);
  }
  return text.end(end);
}

/*
 * What waits is left to functions of its own: a closure in here would keep its variables in the heap for each of the thousands of fields
 * that never wait. Places are told apart by identity, so that each is made once; and only where something is below, asks or fails.
 */
function writeField(field: FieldPlan, row: unknown, run: Run, above: Path | undefined): Text {
  const { value: plan, takesInfo } = field;
  let path = takesInfo ? placeOf(field, above) : undefined;
  try {
    const value = resolve(field, row, run, path, above);
    const known = knownText(plan, value);
    if (known !== undefined) return known;
    if (isPromise(value)) return whenResolved(value, plan, field, run, (path ??= placeOf(field, above)));
    if (plan.kind !== 'LEAF') path ??= placeOf(field, above);
    const text = writeValue(plan, value, field, run, path);
    return typeof text === 'string' ? text : orNull(text, plan, field, run, path ?? placeOf(field, above));
  } catch (error) {
    return failed(error, plan, field, run, path ?? placeOf(field, above));
  }
}

/** What was remembered for a row that never changes. */
function knownText(plan: ValuePlan, value: unknown): string | undefined {
  return plan.kind === 'OBJECT' ? knownTextOf(plan.plan, value) : undefined;
}

function knownTextOf({ texts }: ObjectPlan, row: unknown): string | undefined {
  return texts && typeof row === 'object' && row !== null ? texts.get(row) : undefined;
}

function whenResolved(
  value: Promise<unknown>,
  plan: ValuePlan,
  field: FieldPlan,
  run: Run,
  path: Path,
): Promise<string> {
  return orNull(
    value.then((resolved) => knownText(plan, resolved) ?? writeValue(plan, resolved, field, run, path)),
    plan,
    field,
    run,
    path,
  );
}

function orNull(text: Promise<string>, plan: ValuePlan, field: FieldPlan, run: Run, path: Path): Promise<string> {
  return text.catch((error: unknown) => failed(error, plan, field, run, path));
}

function placeOf({ key, parent }: FieldPlan, prev: Path | undefined): Path {
  return { prev, key, typename: parent.name };
}

/** Null in place of a value that may be, with the error told; else what is around it is null. */
function failed(error: unknown, { isNonNull }: ValuePlan, field: FieldPlan, run: Run, path: Path): string {
  const told = located(error, field, path);
  if (isNonNull) throw told;
  run.errors.add(told, path);
  return 'null';
}

function resolve(field: FieldPlan, row: unknown, run: Run, path: Path | undefined, above: Path | undefined): unknown {
  const { resolve: resolver, takesInfo, argumentsOf } = field;
  const { context, variables } = run;
  if (resolver) {
    const info = takesInfo ? infoOf(field, run, path ?? placeOf(field, above)) : (undefined as never);
    return resolver(row, argumentsOf(variables), context, info);
  }
  const name = field.field.name;
  const property = (row as Record<string, unknown> | null | undefined)?.[name];
  if (typeof property !== 'function') return property;
  const info = infoOf(field, run, path ?? placeOf(field, above));
  return (row as Record<string, (...args: unknown[]) => unknown>)[name]?.(argumentsOf(variables), context, info);
}

function infoOf({ field, nodes, parent }: FieldPlan, run: Run, path: Path): GraphQLResolveInfo {
  const { schema, fragments, operation, variables } = run;
  return {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: parent,
    path,
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: variables as Record<string, unknown>,
  };
}

/** `path` is that of the value; a leaf does without. */
function writeValue(plan: ValuePlan, value: unknown, field: FieldPlan, run: Run, path: Path | undefined): Text {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) {
    if (!plan.isNonNull) return 'null';
    throw new Error(`Cannot return null for non-nullable field ${field.parent.name}.${field.field.name}.`);
  }
  switch (plan.kind) {
    case 'LEAF':
      return plan.write(value);
    case 'LIST':
      return writeList(plan.item, value, field, run, path);
    case 'OBJECT':
      return writeObject(plan.plan, value, field, run, path);
    case 'ABSTRACT':
      return writeAbstract(plan, value, field, run, path);
  }
}

function writeAbstract(plan: AbstractPlan, value: unknown, field: FieldPlan, run: Run, path: Path | undefined): Text {
  const info = infoOf(field, run, path as Path);
  const name = (plan.type.resolveType ?? defaultTypeResolver)(value, run.context, info, plan.type);
  const write = (known: string | undefined): Text => {
    const object = plan.planOf(typeOf(plan, known, run));
    return knownTextOf(object, value) ?? writeObject(object, value, field, run, path);
  };
  return isPromise(name) ? name.then(write) : write(name);
}

function writeList(item: ValuePlan, values: unknown, field: FieldPlan, run: Run, path: Path | undefined): Text {
  if (typeof values !== 'object' || values === null || !(Symbol.iterator in values)) {
    throw new GraphQLError(
      `Expected Iterable, but did not find one for field "${field.parent.name}.${field.field.name}".`,
    );
  }
  const text = new TextBuilder('[');
  let index = 0;
  try {
    for (const value of values as Iterable<unknown>) {
      text.add(index === 0 ? '' : ',', writeItem(item, value, field, run, path, index));
      index += 1;
    }
  } catch (error) {
    return text.abandon(error);
  }
  return text.end(']');
}

function writeItem(
  plan: ValuePlan,
  value: unknown,
  field: FieldPlan,
  run: Run,
  above: Path | undefined,
  index: number,
): Text {
  const known = knownText(plan, value);
  if (known !== undefined) return known;
  const path = { prev: above, key: index, typename: undefined };
  try {
    if (isPromise(value)) return whenResolved(value, plan, field, run, path);
    const text = writeValue(plan, value, field, run, path);
    return typeof text === 'string' ? text : orNull(text, plan, field, run, path);
  } catch (error) {
    return failed(error, plan, field, run, path);
  }
}

function writeObject(plan: ObjectPlan, row: unknown, field: FieldPlan, run: Run, path: Path | undefined): Text {
  const { isTypeOf } = plan.type;
  return isTypeOf ? writeIf(isTypeOf, plan, row, field, run, path) : writeRow(plan, row, run, path);
}

function writeIf(
  isTypeOf: NonNullable<GraphQLObjectType['isTypeOf']>,
  plan: ObjectPlan,
  row: unknown,
  field: FieldPlan,
  run: Run,
  path: Path | undefined,
): Text {
  const isThis = isTypeOf(row, run.context, infoOf(field, run, path as Path));
  const write = (isIt: boolean): Text => {
    if (isIt) return writeRow(plan, row, run, path);
    throw new GraphQLError(`The value is not of type "${plan.type.name}".`, { nodes: field.nodes });
  };
  return isPromise(isThis) ? isThis.then(write) : write(isThis);
}

/** The object of a row, remembered where neither can change. */
function writeRow(plan: ObjectPlan, row: unknown, run: Run, path: Path | undefined): Text {
  const text = writeFields(plan, row, run, path);
  if (plan.texts && typeof text === 'string' && Object.isFrozen(row)) plan.texts.set(row as object, text);
  return text;
}

/** The object type of that name; the schema's types say it of their own rows, so anything else is a mistake in it. */
function typeOf({ type }: AbstractPlan, name: string | undefined, { schema }: Run): GraphQLObjectType {
  const found = name === undefined ? undefined : schema.getType(name);
  if (isObjectType(found) && schema.isSubType(type, found)) return found;
  throw new Error(`A value of "${type.name}" is of no type that it can be: ${name}.`);
}
