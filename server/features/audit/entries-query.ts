import { badInput } from '../../platform/request-error.ts';
import type { AuditAction } from './audit-actions.ts';

/** Which entries; every part narrows. */
export interface EntryQuestion {
  actorId?: string;
  onBehalfOfId?: string;
  actions?: readonly AuditAction[];
  subject?: { type: string; id: string };
  /** Several subjects: SQL with the columns `type` and `id`, which is given the placeholder of the id that leads to them. */
  subjects?: { of: string; sql(placeholder: string): string };
  /** Recorded at or after this instant. */
  from?: Date;
  /** Recorded before this instant. */
  until?: Date;
}

/**
 * The statement that finds the ids of a page: a walk over the index of what was asked for, which stops after a page; for several
 * actions or subjects one such walk for each.
 */
export function entriesQuery(
  organizationId: string,
  question: EntryQuestion,
  { limit, after }: { limit: number; after?: string },
): { text: string; values: unknown[] } {
  const values: unknown[] = [organizationId];
  const value = (given: unknown): string => `$${values.push(given)}`;
  const newest = (alias: string): string => `ORDER BY ${alias}.recorded_at DESC, ${alias}.id DESC LIMIT ${limit}`;
  const conditions = conditionsOf(question, after, value);
  const walk = (...more: string[]): string =>
    `SELECT a.id, a.recorded_at FROM audit_entries a WHERE ${[...conditions, ...more].join(' AND ')} ${newest('a')}`;
  const walkEach = (rows: string, match: string): string =>
    `SELECT e.id FROM (${rows}) s CROSS JOIN LATERAL (${walk(match)}) e ${newest('e')}`;

  const { actions, subjects } = question;
  if (subjects) {
    const rows = subjects.sql(`${value(subjects.of)}::uuid`);
    return { text: walkEach(rows, 'a.subject_type = s.type AND a.subject_id = s.id'), values };
  }
  if (!actions?.length) return { text: walk(), values };
  const wanted = `${value(actions)}::text[]`;
  // A person or a subject has an index of its own, on which other actions are passed over.
  const isNarrow = question.actorId ?? question.onBehalfOfId ?? question.subject;
  const text = isNarrow
    ? walk(`a.action = ANY (${wanted})`)
    : walkEach(`SELECT unnest(${wanted}) AS action`, 'a.action = s.action');
  return { text, values };
}

function conditionsOf(
  { actorId, onBehalfOfId, subject, from, until }: EntryQuestion,
  after: string | undefined,
  value: (given: unknown) => string,
): string[] {
  const conditions = ['a.organization_id = $1'];
  if (actorId) conditions.push(`a.actor_id = ${value(actorId)}`);
  if (onBehalfOfId) conditions.push(`a.on_behalf_of_id = ${value(onBehalfOfId)}`);
  if (subject) conditions.push(`a.subject_type = ${value(subject.type)} AND a.subject_id = ${value(subject.id)}`);
  if (from) conditions.push(`a.recorded_at >= ${value(from)}`);
  if (until) conditions.push(`a.recorded_at < ${value(until)}`);
  if (after !== undefined) {
    if (!UUID.test(after)) throw badInput('after is not a cursor of this list.');
    const id = `${value(after)}::uuid`;
    const recordedAt = `(SELECT recorded_at FROM audit_entries WHERE organization_id = $1 AND id = ${id})`;
    conditions.push(`(a.recorded_at, a.id) < (${recordedAt}, ${id})`);
  }
  return conditions;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
