import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

export type AnyField = GraphQLField<unknown, unknown>;

/** Where in the arguments of a field a value stands, for example ["input", "guests", "0", "guest", "contactId"]. */
export interface Place {
  path: string[];
  /** The scalar that is asked for there. */
  scalar: string;
}

/** Every place in a field's arguments where a scalar of these names is asked for, however deep. */
export function placesOf(field: AnyField, scalars: readonly string[]): Place[] {
  return field.args.flatMap((arg) => placesIn(arg, [arg.name], scalars));
}

function placesIn({ type }: { type: GraphQLInputType }, path: string[], scalars: readonly string[]): Place[] {
  const named = getNamedType(type);
  const inside = listDepth(type) > 0 ? [...path, ...Array<string>(listDepth(type)).fill('0')] : path;
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => placesIn(field, [...inside, field.name], scalars));
  }
  return scalars.includes(named.name) ? [{ path: inside, scalar: named.name }] : [];
}

function listDepth(type: GraphQLInputType): number {
  if (isNonNullType(type)) return listDepth(type.ofType as GraphQLInputType);
  return isListType(type) ? 1 + listDepth(type.ofType) : 0;
}

/** Gives a value for a scalar at a path. */
export type Fill = (path: string[], scalar: string) => unknown;

/**
 * Valid arguments of a field: all that are required, and whatever leads to the place, which holds the value. Of an input of which
 * exactly one field must be given, it is the one that leads there.
 */
export function argumentsFor(
  field: AnyField,
  fill: Fill,
  at?: { path: string[]; value: unknown },
): Record<string, unknown> {
  return fields(field.args, [], fill, at, isRequiredArgument);
}

/** A valid value of an input type, with all that is required and no more. */
export function inputFor(type: GraphQLInputType, path: string[], fill: Fill): unknown {
  return valueOf(type, path, fill);
}

function fields<F extends GraphQLArgument | GraphQLInputField>(
  all: readonly F[],
  path: string[],
  fill: Fill,
  at: { path: string[]; value: unknown } | undefined,
  isRequired: (field: F) => boolean,
): Record<string, unknown> {
  const wanted = all.filter((field) => isRequired(field) || leads([...path, field.name], at));
  return Object.fromEntries(wanted.map((field) => [field.name, valueOf(field.type, [...path, field.name], fill, at)]));
}

function valueOf(type: GraphQLInputType, path: string[], fill: Fill, at?: { path: string[]; value: unknown }): unknown {
  if (at && path.join('.') === at.path.join('.')) return at.value;
  if (isNonNullType(type)) return valueOf(type.ofType as GraphQLInputType, path, fill, at);
  if (isListType(type)) return [valueOf(type.ofType, [...path, '0'], fill, at)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return fill(path, type.name);
  const all = Object.values(type.getFields());
  if (!type.isOneOf) return fields(all, path, fill, at, isRequiredInputField);
  const chosen = all.find(({ name }) => leads([...path, name], at)) ?? all[0];
  return chosen ? { [chosen.name]: valueOf(chosen.type, [...path, chosen.name], fill, at) } : {};
}

function leads(path: string[], at?: { path: string[] }): boolean {
  return at !== undefined && path.every((step, index) => at.path[index] === step);
}
