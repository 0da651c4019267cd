import { Temporal } from 'temporal-polyfill';
import type { App } from '../app.ts';
import { createApiToken } from '../features/api-tokens/create-api-token.ts';
import { Event, type EventStatus } from '../features/events/event.entity.ts';
import type { GuestField } from '../features/inventory/guest-field.ts';
import { TicketCategory } from '../features/inventory/ticket-category.entity.ts';
import { TicketGroup } from '../features/inventory/ticket-group.entity.ts';
import { Ticket } from '../features/inventory/ticket.entity.ts';
import { UsageCategory } from '../features/inventory/usage-category.entity.ts';
import { newOrderNumber } from '../features/orders/order-number.ts';
import { OrderTicket } from '../features/orders/order-ticket.entity.ts';
import { Order, type OrderStatus } from '../features/orders/order.entity.ts';
import { Contact } from '../features/people/contact.entity.ts';
import { type ApiScope, EVERY_SCOPE } from '../features/people/scope.ts';
import { SystemProfile } from '../features/people/system-profile.entity.ts';
import { type Role, User } from '../features/people/user.entity.ts';
import { Proxy } from '../features/proxies/proxy.entity.ts';
import { Settings } from '../features/settings/settings.entity.ts';
import { type CurrentSettings, DEFAULT_SETTINGS } from '../features/settings/settings.reads.ts';
import { startSession } from '../features/sign-in/session.ts';
import { TicketLocation } from '../features/venues/ticket-location.entity.ts';
import { Venue } from '../features/venues/venue.entity.ts';
import type { Clock } from '../platform/clock.ts';
import type { WriteTransaction } from '../platform/database/transaction.ts';
import { fold } from '../platform/fold.ts';
import { newId } from '../platform/id.ts';
import { encodeNodeId } from '../platform/node-id.ts';
import { ApiClient } from './api-client.ts';
import { excuseRecords, watchRecordsAgain } from './watch-records.ts';

/** An invented organization of its own, built step by step, so that all tests can run at once on one database. */
export class World {
  readonly organizationId: string;
  readonly slug: string;
  readonly #app: App;
  readonly #clock: Clock;
  #count = 0;

  private constructor(app: App, clock: Clock, organizationId: string) {
    this.#app = app;
    this.#clock = clock;
    this.organizationId = organizationId;
    this.slug = `org-${organizationId.slice(-12)}`;
  }

  static async create(app: App, clock: Clock, { timeZone = 'America/New_York' } = {}): Promise<World> {
    const world = new World(app, clock, newId());
    await app.database.global(
      `INSERT INTO organizations (id, slug, name, time_zone, created_at) VALUES ($1, $2, 'Example Works', $3, $4)`,
      [world.organizationId, world.slug, timeZone, clock.now()],
    );
    return world;
  }

  /** The GraphQL id of a row. */
  id(type: string, row: { id: string }): string {
    return encodeNodeId(type, this.organizationId, row.id);
  }

  /** Says that a test damages the records of this organization on purpose, so that they are not looked at after it. */
  excuseRecords(because: string): void {
    excuseRecords(this.organizationId, because);
  }

  /** Takes that back. */
  watchRecordsAgain(): void {
    watchRecordsAgain(this.organizationId);
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    return this.#app.database.write(this.organizationId, work);
  }

  async user(role: Role, facts: Partial<User> = {}): Promise<User> {
    const number = this.#next();
    const name = facts.name ?? `Person ${number}`;
    const email = facts.email ?? `person${number}@example.com`;
    const user = this.#row(User, {
      email,
      emailKey: email.toLowerCase(),
      searchText: fold(`${name} ${email} ${facts.department ?? ''}`),
      jobTitle: null,
      department: null,
      division: null,
      managerId: null,
      isActive: true,
      version: 1,
      erasedAt: null,
      legalHoldAt: null,
      createdAt: this.#clock.now(),
      ...facts,
      name,
      role,
    });
    return this.#insert(User, user);
  }

  /** A client that is signed in as the user. */
  async signedIn(user: User): Promise<ApiClient> {
    const token = await startSession(
      this.#app.database,
      { organizationId: this.organizationId, userId: user.id },
      this.#clock.now(),
    );
    return new ApiClient(this.#app, { session: token });
  }

  /** A client with an API token of the user; all scopes by default, for 30 days. */
  async token(user: User, scopes: readonly ApiScope[] = EVERY_SCOPE): Promise<ApiClient> {
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
    const facts = { name: `Program ${this.#next()}`, scopes, userId: user.id, expiresAt };
    const actor = { actorId: user.id, requestId: null, now };
    const created = await createApiToken((work) => this.write(work), facts, actor);
    if (Array.isArray(created)) throw new Error(`The token was not created: ${JSON.stringify(created)}`);
    return new ApiClient(this.#app, { bearer: created.secret });
  }

  /** A new user of the role, with a client signed in. */
  async actor(role: Role, facts: Partial<User> = {}): Promise<{ user: User; api: ApiClient }> {
    const user = await this.user(role, facts);
    return { user, api: await this.signedIn(user) };
  }

  async venue(facts: Partial<Venue> = {}): Promise<Venue> {
    const name = facts.name ?? `Venue ${this.#next()}`;
    const defaults = { city: null, country: null, timeZone: 'America/New_York', capacity: null, version: 1 };
    return this.#insert(Venue, this.#row(Venue, { ...defaults, ...facts, name, nameKey: fold(name) }));
  }

  async ticketCategory(name = `Category ${this.#next()}`, admitsPerson = true): Promise<TicketCategory> {
    return this.#insert(
      TicketCategory,
      this.#row(TicketCategory, { name, nameKey: fold(name), admitsPerson, version: 1 }),
    );
  }

  async usageCategory(
    name = `Usage ${this.#next()}`,
    retiredAt: Date | null = null,
    requiredGuestFields: GuestField[] = [],
  ): Promise<UsageCategory> {
    const row = Object.assign(new UsageCategory(), {
      organizationId: this.organizationId,
      id: newId(),
      name,
      nameKey: fold(name),
      version: 1,
      retiredAt,
      requiredGuestFields,
    });
    return this.#insert(UsageCategory, row);
  }

  /** Settings of the organization; those that are not named have their defaults. */
  async settings(facts: Partial<CurrentSettings>): Promise<void> {
    await this.#insert(Settings, this.#row(Settings, { ...DEFAULT_SETTINGS, version: 1, ...facts }));
  }

  /** By default from today until a week from now. */
  async proxy(user: User, proxy: User, facts: Partial<Proxy> = {}): Promise<Proxy> {
    const days = { from: this.day(0), until: this.day(7) };
    const created = { createdById: user.id, createdAt: this.#clock.now(), endedAt: null };
    const row = { userId: user.id, proxyId: proxy.id, ...days, ...created, ...facts };
    return this.#insert(Proxy, this.#row(Proxy, row));
  }

  async systemProfile(name = `Placeholder ${this.#next()}`): Promise<SystemProfile> {
    return this.#insert(SystemProfile, this.#row(SystemProfile, { name, nameKey: fold(name) }));
  }

  /** An event that starts at the local time; without a time it is unknown. By default it was 10 days ago. */
  async event(
    facts: {
      venue?: Venue;
      name?: string;
      localDate?: string;
      localTime?: string | null;
      minutes?: number;
      status?: EventStatus;
    } = {},
  ): Promise<Event> {
    const venue = facts.venue ?? (await this.venue());
    const name = facts.name ?? `Event ${this.#next()}`;
    const localDate = facts.localDate ?? this.day(-10);
    const localTime = facts.localTime === undefined ? '19:00' : facts.localTime;
    const startsAt = localTime === null ? null : instant(`${localDate}T${localTime}`, venue.timeZone);
    const dayEnd = instant(`${Temporal.PlainDate.from(localDate).add({ days: 1 }).toString()}T00:00`, venue.timeZone);
    const endsAt = startsAt ? new Date(startsAt.getTime() + (facts.minutes ?? 240) * 60_000) : dayEnd;
    const row = {
      venueId: venue.id,
      name,
      nameKey: fold(name),
      localDate,
      startsAt,
      endsAt,
      status: facts.status ?? 'SCHEDULED',
      version: 1,
    };
    return this.#insert(Event, this.#row(Event, row));
  }

  async ticketLocation(venueId: string, section = `Section ${this.#next()}`, rowName = ''): Promise<TicketLocation> {
    const row = { venueId, section, rowName, locationKey: fold(`${section}|${rowName}`) };
    return this.#insert(TicketLocation, this.#row(TicketLocation, row));
  }

  /**
   * A group with unresolved tickets: one for each seat, or `quantity` unnumbered ones. `faceValue` null means unknown.
   */
  async ticketGroup(
    facts: {
      event?: Event;
      location?: TicketLocation;
      category?: TicketCategory;
      seats?: number[];
      quantity?: number;
      faceValue?: string | null;
    } = {},
  ): Promise<TicketGroup & { tickets: Ticket[] }> {
    const event = facts.event ?? (await this.event());
    const location = facts.location ?? (await this.ticketLocation(event.venueId));
    const category = facts.category ?? (await this.ticketCategory());
    const faceValue = facts.faceValue === undefined ? '100.00' : facts.faceValue;
    const seats: (number | null)[] = facts.seats ?? Array.from({ length: facts.quantity ?? 4 }, () => null);
    const group = this.#row(TicketGroup, {
      eventId: event.id,
      ticketLocationId: location.id,
      ticketCategoryId: category.id,
      venueId: event.venueId,
      eventEndsAt: event.status === 'SCHEDULED' ? event.endsAt : null,
      eventLocalDate: event.localDate,
      heldCount: seats.length,
      unresolvedCount: seats.length,
      unresolvedValue: ((Number(faceValue ?? 0) * 100 * seats.length) / 100).toFixed(2),
      unresolvedWithoutValueCount: faceValue === null ? seats.length : 0,
      currency: 'USD',
    });
    const tickets = seats.map((seat) =>
      this.#row(Ticket, {
        ticketGroupId: group.id,
        eventId: event.id,
        ticketLocationId: location.id,
        seat,
        faceValue,
        state: 'UNRESOLVED',
        notes: null,
      }),
    );
    await this.#insert(TicketGroup, group);
    await this.write((tx) => tx.manager.insert(Ticket, tickets));
    return Object.assign(group, { tickets });
  }

  /** A contact, SHARED unless said otherwise, created by the user. */
  async contact(createdBy: User, facts: Partial<Contact> = {}): Promise<Contact> {
    const number = this.#next();
    const name = facts.name ?? `Guest ${number}`;
    const email = facts.email === undefined ? `guest${number}@example.com` : facts.email;
    const searchText = fold(`${name} ${email ?? ''} ${facts.company ?? ''}`);
    const defaults = {
      company: null,
      title: null,
      visibility: 'SHARED',
      createdById: createdBy.id,
      createdAt: this.#clock.now(),
      erasedAt: null,
      legalHoldAt: null,
    } as const;
    return this.#insert(Contact, this.#row(Contact, { ...defaults, ...facts, name, email, searchText }));
  }

  /**
   * An order of the user that waits for its guest list, unless another status is given. It takes the tickets (by default all
   * that the group was seeded with) out of the group's counters, as confirming a backfill does. CONFIRMED is reached through the API.
   */
  async order(facts: {
    recipient: User;
    group?: TicketGroup & { tickets: Ticket[] };
    tickets?: Ticket[];
    status?: Exclude<OrderStatus, 'CONFIRMED'>;
    usageCategory?: UsageCategory | null;
    createdAt?: Date;
  }): Promise<Order & { tickets: Ticket[] }> {
    const group = facts.group ?? (await this.ticketGroup());
    const tickets = facts.tickets ?? group.tickets;
    const usageCategory = facts.usageCategory === undefined ? await this.usageCategory() : facts.usageCategory;
    const status = facts.status ?? 'CONFIRM_GUEST_LIST';
    const createdAt = facts.createdAt ?? this.#clock.now();
    const order = this.#row(Order, {
      number: newOrderNumber(),
      status,
      eventId: group.eventId,
      ticketGroupId: group.id,
      recipientId: facts.recipient.id,
      usageCategoryId: usageCategory?.id ?? null,
      backfillId: null,
      assignmentId: null,
      notes: null,
      createdAt,
      dueAt: status === 'CONFIRM_GUEST_LIST' ? new Date(createdAt.getTime() + 7 * 86_400_000) : null,
      guestListVersion: 0,
      submittedAt: null,
      submittedById: null,
      confirmedAt: null,
      confirmedById: null,
    });
    await this.write(async (tx) => {
      await this.#takeTickets(tx, group.id, tickets);
      await tx.manager.insert(Order, order);
      const rows = tickets.map(({ id }, position) => ({ orderId: order.id, ticketId: id, position, releasedAt: null }));
      await tx.manager.insert(
        OrderTicket,
        rows.map((row) => ({ ...row, organizationId: this.organizationId })),
      );
    });
    return Object.assign(order, { tickets });
  }

  /** The UTC day that many days from the clock's. */
  day(offset: number): string {
    return new Date(this.#clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  }

  /** Marks unresolved tickets of a group as ordered and keeps the group's counters right. */
  async #takeTickets(tx: WriteTransaction, groupId: string, tickets: Ticket[]): Promise<void> {
    const taken = await tx.execute(
      `UPDATE tickets SET state = 'ORDERED'
       WHERE organization_id = $1 AND ticket_group_id = $2 AND id = ANY ($3::uuid[]) AND state = 'UNRESOLVED'`,
      [this.organizationId, groupId, tickets.map(({ id }) => id)],
    );
    if (taken !== tickets.length) throw new Error('The seed asks for tickets that are not unresolved in this group.');
    await tx.execute(
      `UPDATE ticket_groups g SET (unresolved_count, unresolved_value, unresolved_without_value_count) = (
         SELECT count(*), coalesce(sum(t.face_value), 0), count(*) FILTER (WHERE t.face_value IS NULL) FROM tickets t
         WHERE t.organization_id = g.organization_id AND t.ticket_group_id = g.id AND t.state = 'UNRESOLVED')
       WHERE g.organization_id = $1 AND g.id = $2`,
      [this.organizationId, groupId],
    );
  }

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  #row<T extends object>(type: new () => T, facts: Omit<T, 'id' | 'organizationId' | 'isErased' | 'isOnLegalHold'>): T {
    return Object.assign(new type(), { organizationId: this.organizationId, id: newId() }, facts);
  }

  async #insert<T extends object>(type: new () => T, row: T): Promise<T> {
    await this.write((tx) => tx.manager.insert(type, row));
    return row;
  }
}

function instant(local: string, timeZone: string): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
}
