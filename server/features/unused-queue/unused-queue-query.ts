import type { RequestContext } from '../../platform/context.ts';
import type { LoaderDefinition } from '../../platform/loader.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { badInput } from '../../platform/request-error.ts';
import { searchNeedle } from '../../platform/search-needle.ts';
import type { UnusedQueueFilter, UnusedQueueFilterPart } from './unused-queue.types.ts';

const MOST_IDS = 200;

/**
 * A checked filter and the instant it is asked at. Every read of the unused queue builds its WHERE clause here, so that both
 * views, the totals and the hints cannot disagree.
 */
export class UnusedQueueQuery {
  readonly now: Date;
  readonly eventDateFrom?: string;
  readonly eventDateTo?: string;
  readonly ticketCategoryIds?: readonly string[];
  readonly venueIds?: readonly string[];
  readonly search?: string;
  private readonly loaders: Map<string, LoaderDefinition<string, unknown>>;

  private constructor(
    facts: Omit<UnusedQueueQuery, 'conditions' | 'isUnfiltered' | 'activeParts' | 'without' | 'loader'>,
  ) {
    Object.assign(this, facts, { loaders: new Map() });
  }

  /** Checks a filter. Ids of other types or organizations match nothing, like ids that never existed. */
  static from(filter: UnusedQueueFilter | null | undefined, ctx: RequestContext): UnusedQueueQuery {
    const { eventDateFrom, eventDateTo, search } = filter ?? {};
    if (eventDateFrom && eventDateTo && eventDateFrom > eventDateTo) {
      throw badInput(`eventDateFrom (${eventDateFrom}) must not be after eventDateTo (${eventDateTo}).`);
    }
    return new UnusedQueueQuery({
      now: ctx.now,
      eventDateFrom: eventDateFrom ?? undefined,
      eventDateTo: eventDateTo ?? undefined,
      ticketCategoryIds: rowIds(filter?.ticketCategoryIds, 'TicketCategory', 'ticketCategoryIds', ctx),
      venueIds: rowIds(filter?.venueIds, 'Venue', 'venueIds', ctx),
      search: searchNeedle(search) || undefined,
    });
  }

  get isUnfiltered(): boolean {
    return this.activeParts.length === 0;
  }

  get activeParts(): UnusedQueueFilterPart[] {
    const parts: UnusedQueueFilterPart[] = [];
    if (this.eventDateFrom || this.eventDateTo) parts.push('EVENT_DATE');
    if (this.ticketCategoryIds) parts.push('TICKET_CATEGORY');
    if (this.venueIds) parts.push('VENUE');
    if (this.search) parts.push('SEARCH');
    return parts;
  }

  /** The same question with one part dropped. */
  without(part: UnusedQueueFilterPart): UnusedQueueQuery {
    const dropped = {
      EVENT_DATE: { eventDateFrom: undefined, eventDateTo: undefined },
      TICKET_CATEGORY: { ticketCategoryIds: undefined },
      VENUE: { venueIds: undefined },
      SEARCH: { search: undefined },
    }[part];
    return new UnusedQueueQuery({ ...this, ...dropped });
  }

  /** The loader of this filter for what `key` names, made when it is first asked for. */
  loader<Value>(key: string, load: LoaderDefinition<string, Value>['load']): LoaderDefinition<string, Value> {
    const known = this.loaders.get(key) as LoaderDefinition<string, Value> | undefined;
    if (known) return known;
    const loader = { load };
    this.loaders.set(key, loader);
    return loader;
  }

  /**
   * The conditions on `ticket_groups g`, with placeholders from $1 on for the returned values. The organization always comes
   * first. "Past" is a range on the copied end, null unless the event is SCHEDULED. `shape` tells statements with the same
   * conditions, for their names; without one a statement is not to be named.
   */
  conditions(organizationId: string): { where: string; values: unknown[]; shape: string | undefined } {
    const values: unknown[] = [organizationId, this.now];
    const where = ['g.organization_id = $1', 'g.unresolved_count > 0', 'g.event_ends_at <= $2'];
    const ends: string[] = [];
    const add = (value: unknown, conditions: (placeholder: string) => string[]): void => {
      if (value !== undefined) where.push(...conditions(`$${values.push(value)}`));
    };
    // The indexes are in the order of the ends, which are never far from the day: a range of days is a range of ends and a bit.
    const addDay = (
      day: string | undefined,
      sign: '>=' | '<=',
      bound: 'earliest_end' | 'latest_end',
      name: string,
    ): void =>
      add(day, (placeholder) => {
        const end = `${bound}(${placeholder}::date)`;
        ends.push(`${name} => ${end}`);
        return [`g.event_local_date ${sign} ${placeholder}::date`, `g.event_ends_at ${sign} ${end}`];
      });
    addDay(this.eventDateFrom, '>=', 'earliest_end', 'ends_from');
    addDay(this.eventDateTo, '<=', 'latest_end', 'ends_to');
    add(this.ticketCategoryIds, (ids) => [`g.ticket_category_id = ANY (${ids}::uuid[])`]);
    add(this.venueIds, (ids) => [`g.venue_id = ANY (${ids}::uuid[])`]);
    add(this.search, (needle) => [
      `g.event_id = ANY (ARRAY(SELECT event_id FROM search_events(${[needle, ...ends].join(', ')})))`,
    ]);
    const { search, eventDateFrom: from, eventDateTo: to, ticketCategoryIds: categories, venueIds: venues } = this;
    const parts = { from, to, categories, venues };
    // A prepared search would get a plan that ignores the trigram index.
    const filtered = Object.keys(parts).filter((part) => parts[part as keyof typeof parts]);
    const shape = search ? undefined : filtered.join() || 'unfiltered';
    return { where: where.join(' AND '), values, shape };
  }
}

function rowIds(
  ids: string[] | null | undefined,
  type: string,
  name: string,
  ctx: RequestContext,
): string[] | undefined {
  if (!ids || ids.length === 0) return undefined;
  if (ids.length > MOST_IDS) throw badInput(`${name} can name at most ${MOST_IDS} ids; got ${ids.length}.`);
  return ids.flatMap((id) => decodeNodeId(id, type, ctx.organizationId) ?? []);
}
