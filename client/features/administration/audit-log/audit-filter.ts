import type { AuditLogFilter } from '../../../gql/graphql.ts';
import type { AuditLogSearch } from '../../../routes.ts';

/** The page's search parameters as the API's filter. */
export function auditFilter({ person, behalf, action, subject, from, to }: AuditLogSearch): AuditLogFilter {
  return {
    actorId: person === '' ? null : person,
    onBehalfOfId: behalf === '' ? null : behalf,
    actions: [...action],
    subjectId: subject === '' ? null : subject,
    recordedFrom: from,
    recordedTo: to,
  };
}

/** Where the entries that the filter finds can be downloaded. */
export function exportAddress(search: AuditLogSearch, format: 'csv' | 'jsonl'): string {
  const { actions, ...parts } = auditFilter(search);
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (typeof value === 'string') parameters.set(name, value);
  for (const action of actions ?? []) parameters.append('actions', action);
  const query = parameters.toString();
  return `/audit-log.${format}${query ? `?${query}` : ''}`;
}
