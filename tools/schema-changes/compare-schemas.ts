import { type Change, CriticalityLevel, diff, DiffRule } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import { announcedEnd } from './announced-end.ts';

/** A breaking change that was decided on, and why. It counts until the next release. */
export interface AcceptedChange {
  /** What breaks, as the check names it: `Query.orders` or `Query.orders.first`. */
  path: string;
  reason: string;
}

/** Everything that changed since the release, by what it means for a program written against it. */
export interface SchemaChanges {
  /** Breaking, and nobody has decided on it: the check fails. */
  breaking: Change[];
  /** Breaking, with the reason: decided on, or announced by a deprecation whose day has come. */
  accepted: { change: Change; reason: string }[];
  /** Fits the programs of today, unless they were sure to know all there can be. */
  dangerous: Change[];
  /** Only new things. */
  additions: Change[];
  deprecations: Change[];
  /** Decisions for which nothing has changed. */
  idle: AcceptedChange[];
}

export interface CompareOptions {
  accepted: readonly AcceptedChange[];
  /** The day of the comparison, YYYY-MM-DD. */
  today: string;
}

/** Compares the schema with the released one. */
export async function compareSchemas(
  released: GraphQLSchema,
  current: GraphQLSchema,
  { accepted, today }: CompareOptions,
): Promise<SchemaChanges> {
  const all = await diff(released, current, [DiffRule.simplifyChanges, DiffRule.ignoreDescriptionChanges]);
  // The uses of a directive are told as what they mean: a deprecation.
  const changes = all.filter(({ type }) => !String(type).startsWith('DIRECTIVE_USAGE_'));
  const at = (level: CriticalityLevel): Change[] => changes.filter(({ criticality }) => criticality.level === level);

  const result: SchemaChanges = {
    breaking: [],
    accepted: [],
    dangerous: [],
    additions: [],
    deprecations: [],
    idle: [],
  };
  for (const change of at(CriticalityLevel.Breaking)) {
    const reason = reasonFor(change, released, accepted, today);
    if (reason === undefined) result.breaking.push(change);
    else result.accepted.push({ change, reason });
  }
  result.dangerous = at(CriticalityLevel.Dangerous);
  for (const change of at(CriticalityLevel.NonBreaking)) {
    (isDeprecation(change) ? result.deprecations : result.additions).push(change);
  }
  result.idle = accepted.filter(({ path }) => !result.accepted.some(({ change }) => change.path === path));
  return result;
}

function reasonFor(
  change: Change,
  released: GraphQLSchema,
  accepted: readonly AcceptedChange[],
  today: string,
): string | undefined {
  const decision = accepted.find(({ path }) => path === change.path);
  if (decision) return decision.reason;
  const end = isRemoval(change) ? announcedEnd(released, change.path ?? '') : undefined;
  return end !== undefined && end <= today ? `It was deprecated until ${end}.` : undefined;
}

function isRemoval({ type }: Change): boolean {
  return String(type).endsWith('_REMOVED');
}

function isDeprecation({ type }: Change): boolean {
  return String(type).includes('DEPRECATION');
}
