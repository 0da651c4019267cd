import { encodeNodeId } from '../../server/platform/node-id.ts';
import type { HttpRequest } from '../questions/question.ts';
import type { Contestant, Organization } from '../servers/contestant.ts';
import type { Draft } from './drafts.ts';

const CONFIRM = `mutation Confirm($input: ConfirmBackfillInput!) {
  confirmBackfill(input: $input) { backfill { id status } userErrors { __typename } }
}`;

/** How each server is asked to confirm a draft. */
export function confirmRequest({ name, dialect }: Contestant, organization: Organization, draft: Draft): HttpRequest {
  if (name === 'bare') {
    const { eventId, ticketGroupId, recipientId } = draft;
    const row = new URLSearchParams({ organizationId: organization.id, eventId, ticketGroupId, recipientId });
    return { method: 'POST', path: `/orders?${row.toString()}`, headers: {} };
  }
  if (name === 'floor') {
    const facts = new URLSearchParams({ ...draft, faceValue: draft.faceValue ?? '' });
    return { method: 'POST', path: `/records?${facts.toString()}`, headers: {} };
  }
  const example = dialect.ask({ about: 'totals' });
  if (!example) throw new Error(`${name} takes no questions.`);
  return { ...example, body: JSON.stringify(operation(name, organization, draft)) };
}

function operation(name: string, organization: Organization, { id }: Draft): object {
  if (name === 'ordinary') return { query: 'mutation Confirm($id: String!) { confirm(id: $id) }', variables: { id } };
  const input = { backfillId: encodeNodeId('Backfill', organization.id, id), expectedVersion: 1 };
  return { query: CONFIRM, variables: { input } };
}
