import type { App } from '../app.ts';
import { createApiToken } from '../features/api-tokens/create-api-token.ts';
import type { Event } from '../features/events/event.entity.ts';
import type { GuestField } from '../features/inventory/guest-field.ts';
import { TicketCategory } from '../features/inventory/ticket-category.entity.ts';
import type { Ticket } from '../features/inventory/ticket.entity.ts';
import { UsageCategory } from '../features/inventory/usage-category.entity.ts';
import type { Order } from '../features/orders/order.entity.ts';
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
import { encodeNodeId } from '../platform/node-id.ts';
import { ApiClient } from './api-client.ts';
import { type EventFacts, seedEvent } from './seed-event.ts';
import { type OrderFacts, seedOrder } from './seed-order.ts';
import { type SeededGroup, seedTicketGroup, type TicketGroupFacts } from './seed-ticket-group.ts';
import { excuseRecords, watchRecordsAgain } from './watch-records.ts';
import { WorldRows } from './world-rows.ts';

/** An invented organization of its own, built step by step, so that all tests can run at once on one database. */
export class World {
  readonly organizationId: string;
  readonly slug: string;
  readonly #app: App;
  readonly #rows: WorldRows;

  private constructor(app: App, clock: Clock) {
    this.#app = app;
    this.#rows = new WorldRows(app, clock);
    this.organizationId = this.#rows.organizationId;
    this.slug = `org-${this.organizationId.slice(-12)}`;
  }

  static async create(app: App, clock: Clock, { timeZone = 'America/New_York' } = {}): Promise<World> {
    const world = new World(app, clock);
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
    return this.#rows.write(work);
  }

  async user(role: Role, facts: Partial<User> = {}): Promise<User> {
    const number = this.#rows.next();
    const name = facts.name ?? `Person ${number}`;
    const email = facts.email ?? `person${number}@example.com`;
    const user = this.#rows.make(User, {
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
      createdAt: this.#rows.clock.now(),
      ...facts,
      name,
      role,
    });
    return this.#rows.insert(User, user);
  }

  /** A client that is signed in as the user. */
  async signedIn(user: User): Promise<ApiClient> {
    const token = await startSession(
      this.#app.database,
      { organizationId: this.organizationId, userId: user.id },
      this.#rows.clock.now(),
    );
    return new ApiClient(this.#app, { session: token });
  }

  /** A client with an API token of the user; all scopes by default, for 30 days. */
  async token(user: User, scopes: readonly ApiScope[] = EVERY_SCOPE): Promise<ApiClient> {
    const now = this.#rows.clock.now();
    const expiresAt = new Date(now.getTime() + 30 * 86_400_000);
    const facts = { name: `Program ${this.#rows.next()}`, scopes, userId: user.id, expiresAt };
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
    const name = facts.name ?? `Venue ${this.#rows.next()}`;
    const defaults = { city: null, country: null, timeZone: 'America/New_York', capacity: null, version: 1 };
    return this.#rows.insert(Venue, this.#rows.make(Venue, { ...defaults, ...facts, name, nameKey: fold(name) }));
  }

  async ticketCategory(name = `Category ${this.#rows.next()}`, admitsPerson = true): Promise<TicketCategory> {
    return this.#rows.insert(
      TicketCategory,
      this.#rows.make(TicketCategory, { name, nameKey: fold(name), admitsPerson, version: 1 }),
    );
  }

  async usageCategory(
    name = `Usage ${this.#rows.next()}`,
    retiredAt: Date | null = null,
    requiredGuestFields: GuestField[] = [],
  ): Promise<UsageCategory> {
    const facts = { name, nameKey: fold(name), version: 1, retiredAt, requiredGuestFields };
    return this.#rows.insert(UsageCategory, this.#rows.make(UsageCategory, facts));
  }

  /** Settings of the organization; those that are not named have their defaults. */
  async settings(facts: Partial<CurrentSettings>): Promise<void> {
    await this.#rows.insert(Settings, this.#rows.make(Settings, { ...DEFAULT_SETTINGS, version: 1, ...facts }));
  }

  /** By default from today until a week from now. */
  async proxy(user: User, proxy: User, facts: Partial<Proxy> = {}): Promise<Proxy> {
    const days = { from: this.day(0), until: this.day(7) };
    const created = { createdById: user.id, createdAt: this.#rows.clock.now(), endedAt: null };
    const row = { userId: user.id, proxyId: proxy.id, ...days, ...created, ...facts };
    return this.#rows.insert(Proxy, this.#rows.make(Proxy, row));
  }

  async systemProfile(name = `Placeholder ${this.#rows.next()}`): Promise<SystemProfile> {
    return this.#rows.insert(SystemProfile, this.#rows.make(SystemProfile, { name, nameKey: fold(name) }));
  }

  /** An event that starts at the local time; without a time it is unknown. By default it was 10 days ago. */
  async event(facts: EventFacts = {}): Promise<Event> {
    const venue = facts.venue ?? (await this.venue());
    return seedEvent(this.#rows, { ...facts, venue, localDate: facts.localDate ?? this.day(-10) });
  }

  async ticketLocation(
    venueId: string,
    section = `Section ${this.#rows.next()}`,
    rowName = '',
  ): Promise<TicketLocation> {
    const row = { venueId, section, rowName, locationKey: fold(`${section}|${rowName}`) };
    return this.#rows.insert(TicketLocation, this.#rows.make(TicketLocation, row));
  }

  /**
   * A group with unresolved tickets: one for each seat, or `quantity` unnumbered ones. `faceValue` null means unknown.
   */
  async ticketGroup(facts: TicketGroupFacts = {}): Promise<SeededGroup> {
    const event = facts.event ?? (await this.event());
    const location = facts.location ?? (await this.ticketLocation(event.venueId));
    const category = facts.category ?? (await this.ticketCategory());
    return seedTicketGroup(this.#rows, { ...facts, event, location, category });
  }

  /** A contact, SHARED unless said otherwise, created by the user. */
  async contact(createdBy: User, facts: Partial<Contact> = {}): Promise<Contact> {
    const number = this.#rows.next();
    const name = facts.name ?? `Guest ${number}`;
    const email = facts.email === undefined ? `guest${number}@example.com` : facts.email;
    const searchText = fold(`${name} ${email ?? ''} ${facts.company ?? ''}`);
    const defaults = {
      company: null,
      title: null,
      visibility: 'SHARED',
      createdById: createdBy.id,
      createdAt: this.#rows.clock.now(),
      erasedAt: null,
      legalHoldAt: null,
    } as const;
    return this.#rows.insert(Contact, this.#rows.make(Contact, { ...defaults, ...facts, name, email, searchText }));
  }

  /**
   * An order of the user that waits for its guest list, unless another status is given. It takes the tickets (by default all
   * that the group was seeded with) out of the group's counters, as confirming a backfill does. CONFIRMED is reached through the API.
   */
  async order(facts: OrderFacts): Promise<Order & { tickets: Ticket[] }> {
    const group = facts.group ?? (await this.ticketGroup());
    const usageCategory = facts.usageCategory === undefined ? await this.usageCategory() : facts.usageCategory;
    return seedOrder(this.#rows, { ...facts, group, usageCategory });
  }

  /** The UTC day that many days from the clock's. */
  day(offset: number): string {
    return new Date(this.#rows.clock.now().getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  }
}
