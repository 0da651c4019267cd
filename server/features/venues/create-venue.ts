import type { RequestContext } from '../../platform/context.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { nameProblem } from '../../platform/named-rows.ts';
import type { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { CreateVenueInput } from './venue-changes.types.ts';
import { factsAfter } from './venue-facts.ts';
import { Venue } from './venue.entity.ts';

const NOTHING = { name: '', city: null, country: null, timeZone: 'UTC', capacity: null };

/** Adds a venue, or says everything that keeps it from being added. */
export async function createVenue(input: CreateVenueInput, ctx: RequestContext): Promise<Venue | UserError[]> {
  const facts = factsAfter(input, NOTHING);
  return ctx.write(async (tx) => {
    const nameIssue = await nameProblem(tx, Venue, input.name);
    const problems = [...(nameIssue ? [nameIssue] : []), ...(Array.isArray(facts) ? facts : [])];
    if (problems.length > 0 || Array.isArray(facts)) return problems;
    const row = { organizationId: tx.organizationId, id: newId(), ...facts, nameKey: fold(facts.name), version: 1 };
    const venue = Object.assign(new Venue(), row);
    await tx.manager.insert(Venue, venue);
    await recordAudit(tx, ctx.actor, [
      { action: 'venue.created', subjectType: 'Venue', subjectId: venue.id, after: facts },
    ]);
    return venue;
  });
}
