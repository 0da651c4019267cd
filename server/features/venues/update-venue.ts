import { InvalidInput } from '../../platform/common-errors.ts';
import type { RequestContext } from '../../platform/context.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import { fold } from '../../platform/fold.ts';
import { lockVersioned, nameProblem } from '../../platform/named-rows.ts';
import { UserError } from '../../platform/user-error.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { retimeEvents } from '../imports/retime-events.ts';
import type { UpdateVenueInput } from './venue-changes.types.ts';
import { factsAfter, type VenueFacts } from './venue-facts.ts';
import { Venue } from './venue.entity.ts';

const UNIQUE_VIOLATION = '23505';
/** A venue may have thousands of events, each with its ticket groups. */
const STATEMENT_TIMEOUT = 25_000;

/** Changes a venue. With another time zone, its events keep their local dates and times, at other instants. */
export async function updateVenue(input: UpdateVenueInput, ctx: RequestContext): Promise<Venue | UserError[]> {
  try {
    return await change(input, ctx);
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    const message =
      'In this time zone two events of one name would begin at the same instant, because clocks skip or repeat an hour. Change the time of one of them first.';
    return [new InvalidInput(message, ['timeZone'])];
  }
}

function change(input: UpdateVenueInput, ctx: RequestContext): Promise<Venue | UserError[]> {
  const work = { statementTimeout: STATEMENT_TIMEOUT };
  return ctx.write(async (tx) => {
    const { venueId: nodeId, expectedVersion } = input;
    const venue = await lockVersioned(tx, Venue, { type: 'Venue', nodeId, expectedVersion, field: 'venueId' });
    if (venue instanceof UserError) return [venue];
    const nameIssue = typeof input.name === 'string' ? await nameProblem(tx, Venue, input.name, venue.id) : undefined;
    const before = factsOf(venue);
    const after = factsAfter(input, before);
    const problems = [...(nameIssue ? [nameIssue] : []), ...(Array.isArray(after) ? after : [])];
    if (problems.length > 0 || Array.isArray(after)) return problems;

    const changes = { ...after, nameKey: fold(after.name), version: venue.version + 1 };
    await tx.manager.update(Venue, { organizationId: tx.organizationId, id: venue.id }, changes);
    const isRezoned = after.timeZone !== before.timeZone;
    const eventsRetimed = isRezoned ? await retimeEvents(tx, venue.id, before.timeZone, after.timeZone) : 0;
    await recordAudit(tx, ctx.actor, [
      {
        action: 'venue.updated',
        subjectType: 'Venue',
        subjectId: venue.id,
        before,
        after: isRezoned ? { ...after, eventsRetimed } : after,
      },
    ]);
    return Object.assign(venue, changes);
  }, work);
}

function factsOf({ name, city, country, timeZone, capacity }: Venue): VenueFacts {
  return { name, city, country, timeZone, capacity };
}
