import type { Api } from './api.ts';
import { type AssignmentInput, CandidatesDocument, type CandidatesQuery, ChoicesDocument } from './gql/graphql.ts';
import type { Wish } from './options.ts';

/** Chooses what to assign: of the oldest events with unused tickets, one group with enough of them each. */
export async function pickLines(api: Api, wish: Wish): Promise<AssignmentInput[]> {
  const { users, usageCategories } = await api(ChoicesDocument, { email: wish.recipientEmail });
  const recipient = users.nodes.find(({ email }) => email.toLowerCase() === wish.recipientEmail.toLowerCase());
  const usageCategory = usageCategories.find(({ name }) => name === wish.usageCategory);
  if (!recipient || !usageCategory) return [];

  const lines: AssignmentInput[] = [];
  for await (const { ticketGroups } of unusedEvents(api)) {
    const group = ticketGroups.nodes.find(
      ({ unusedCount, ticketCategory }) => ticketCategory.admitsPerson && unusedCount >= wish.quantity,
    );
    if (!group) continue;
    const { quantity } = wish;
    lines.push({ ticketGroupId: group.id, quantity, recipientId: recipient.id, usageCategoryId: usageCategory.id });
    if (lines.length === wish.events) break;
  }
  return lines;
}

/** The events of the queue, page after page; no page is asked for before it is needed. */
async function* unusedEvents(api: Api): AsyncGenerator<UnusedEvents['nodes'][number]> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: UnusedEvents = (await api(CandidatesDocument, { after })).unusedQueue.events;
    yield* nodes;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

type UnusedEvents = CandidatesQuery['unusedQueue']['events'];
