import { eventFacts, type EventRow, totalsFacts, type TotalsRow, venueFacts, type VenueRow } from './facts.ts';
import type { Answer, Dialect, Question } from './question.ts';

/** The floor's: GET with a query string, answers in the common form already. */
export const plainDialect: Dialect = {
  ask(question) {
    const parameters = new URLSearchParams();
    if (question.about !== 'totals') parameters.set('first', String(question.first));
    if (question.about === 'events') {
      if (question.after) parameters.set('after', question.after);
      for (const [name, value] of Object.entries(question.filter ?? {})) if (value) parameters.set(name, value);
    }
    return { method: 'GET', path: `/${question.about}?${parameters.toString()}`, headers: {} };
  },
  read: readPlain,
};

/** Reads an answer that comes in the common form. */
export function readPlain(question: Question, body: unknown): Answer {
  if (question.about === 'totals') return { facts: totalsFacts(body as TotalsRow) };
  if (question.about === 'venues') return { facts: venueFacts((body as { nodes: VenueRow[] }).nodes) };
  const { nodes, endCursor } = body as { nodes: EventRow[]; endCursor: string | null };
  return { facts: eventFacts(nodes), endCursor };
}
