import { expect } from '@jest/globals';
import type { RequestContext } from '../../platform/context.ts';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import type { ApiClient } from '../../test/api-client.ts';
import type { TestApp } from '../../test/test-app.ts';
import type { SeededGroup } from '../../test/seed-ticket-group.ts';
import type { World } from '../../test/world.ts';
import { CONFIRM, CREATE } from '../backfills/backfills.documents.ts';
import type { Event } from '../events/event.entity.ts';
import { type Change, updateEventAs } from '../events/update-event-scene.ts';
import type { UsageCategory } from '../inventory/usage-category.entity.ts';
import type { User } from '../people/user.entity.ts';
import { sumUpUnused } from './sum-up-groups.ts';
import { UnusedQueueQuery } from './unused-queue-query.ts';
import type { UnusedTotals } from './unused-queue.types.ts';
import { keptTotals, walkedTotals } from './unused-sums.reads.ts';
import { readVenues } from './venue-view-page.ts';

/** People who change what is unused, and a look at it in both ways. */
export class SumsScene {
  readonly #app: TestApp;
  readonly #world: World;
  readonly #api: ApiClient;
  readonly #recipient: User;
  readonly #category: UsageCategory;
  readonly #versions = new Map<string, number>();

  private constructor(app: TestApp, world: World, api: ApiClient, recipient: User, category: UsageCategory) {
    this.#app = app;
    this.#world = world;
    this.#api = api;
    this.#recipient = recipient;
    this.#category = category;
  }

  static async create(app: TestApp, world: World): Promise<SumsScene> {
    // A token, which outlasts days that the clock is moved by.
    const api = await world.token(await world.user('INVENTORY_MANAGER'));
    return new SumsScene(app, world, api, await world.user('EMPLOYEE'), await world.usageCategory());
  }

  /** @returns how many groups were summed up */
  sumUp(): Promise<number> {
    return sumUpUnused(this.#app.database, this.#world.organizationId, this.#app.clock.now());
  }

  async draft(group: { id: string }, quantity: number): Promise<{ id: string; version: number }> {
    const line = {
      ticketGroupId: this.#world.id('TicketGroup', group),
      quantity,
      recipientId: this.#world.id('User', this.#recipient),
      usageCategoryId: this.#world.id('UsageCategory', this.#category),
    };
    return (await this.#api.ask(CREATE, { input: { assignments: [line] } })).createBackfill.backfill;
  }

  async confirm({ id, version }: { id: string; version: number }): Promise<void> {
    const { userErrors } = (await this.#api.ask(CONFIRM, { input: { backfillId: id, expectedVersion: version } }))
      .confirmBackfill;
    expect(userErrors).toEqual([]);
  }

  async backfill(group: { id: string }, quantity: number): Promise<void> {
    await this.confirm(await this.draft(group, quantity));
  }

  async update(event: Event, change: Change): Promise<void> {
    const expectedVersion = this.#versions.get(event.id) ?? 1;
    const { userErrors, event: changed } = await updateEventAs(this.#api, this.#world, event, {
      expectedVersion,
      ...change,
    });
    expect(userErrors).toEqual([]);
    this.#versions.set(event.id, changed.version);
  }

  /** Orders tickets of the group past the queue, and gives them back: counters go down and up. */
  async order(group: SeededGroup, count: number): Promise<{ giveBack(): Promise<void> }> {
    const free = await this.#world.write((tx) =>
      tx.rows<{ id: string }>(
        `SELECT id FROM tickets WHERE organization_id = $1 AND ticket_group_id = $2 AND state = 'UNRESOLVED' ORDER BY id LIMIT $3`,
        [tx.organizationId, group.id, count],
      ),
    );
    const tickets = group.tickets.filter(({ id }) => free.some((row) => row.id === id));
    const facts = { recipient: this.#recipient, group, usageCategory: this.#category };
    const order = await this.#world.order({ ...facts, tickets });
    return { giveBack: () => this.#giveBack(order.id, group.id) };
  }

  async #giveBack(orderId: string, groupId: string): Promise<void> {
    await this.#world.write(async (tx) => {
      await tx.execute(
        `WITH released AS (DELETE FROM order_tickets WHERE organization_id = $1 AND order_id = $2 RETURNING ticket_id)
         UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND id IN (SELECT ticket_id FROM released)`,
        [tx.organizationId, orderId],
      );
      await tx.execute('DELETE FROM orders WHERE organization_id = $1 AND id = $2', [tx.organizationId, orderId]);
      await tx.execute(
        `UPDATE ticket_groups g SET (unresolved_count, unresolved_value, unresolved_without_value_count) = (
           SELECT count(*), coalesce(sum(t.face_value), 0), count(*) FILTER (WHERE t.face_value IS NULL) FROM tickets t
           WHERE t.organization_id = $1 AND t.ticket_group_id = g.id AND t.state = 'UNRESOLVED')
         WHERE g.organization_id = $1 AND g.id = $2`,
        [tx.organizationId, groupId],
      );
    });
  }

  /** The totals, which the kept sums and a walk over all groups must give alike, as both must give the Venue View. */
  look(): Promise<UnusedTotals> {
    return this.#app.database.read(this.#world.organizationId, async (tx) => {
      const query = this.query();
      const walked = await walkedTotals(tx, query);
      expect(await keptTotals(tx, query)).toEqual(walked);
      for (const order of ['NAME', 'UNUSED_DESC'] as const)
        for (const pages of [{}, { locations: { first: 3 } }, { locations: { first: 50 }, groups: { first: 2 } }]) {
          const read = (isKept: boolean) => readVenues(tx, query, order, { first: 40 }, pages, isKept);
          expect(await read(true)).toEqual({ ...(await read(false)), holds: true });
        }
      return walked;
    });
  }

  /** What the kept sums say by themselves; undefined where they do not hold. */
  kept(): Promise<UnusedTotals | undefined> {
    return this.read((tx) => keptTotals(tx, this.query()));
  }

  read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
    return this.#app.database.read(this.#world.organizationId, work);
  }

  /** No filter, at the clock's now. */
  query(): UnusedQueueQuery {
    const { organizationId } = this.#world;
    return UnusedQueueQuery.from(null, { now: this.#app.clock.now(), organizationId } as RequestContext);
  }
}
