import type { ApiClient } from '../../test/api-client.ts';
import type { World } from '../../test/world.ts';
import type { Ticket } from '../inventory/ticket.entity.ts';
import type { TicketGroup } from '../inventory/ticket-group.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { User } from '../people/user.entity.ts';
import { CONFIRM, READ_ORDER, READ_VERSIONS, REOPEN, SAVE, SUBMIT } from './guest-lists.documents.ts';

/** An order of a signed-in recipient, and the steps of its guest list as the recipient takes them. For tests. */
export class GuestListScene {
  readonly world: World;
  readonly recipient: User;
  readonly api: ApiClient;
  readonly order: Order & { tickets: Ticket[] };

  constructor(world: World, { user, api }: { user: User; api: ApiClient }, order: Order & { tickets: Ticket[] }) {
    this.world = world;
    this.recipient = user;
    this.api = api;
    this.order = order;
  }

  /** By default an order of two tickets that admit a person. */
  static async create(
    world: World,
    facts: { group?: TicketGroup & { tickets: Ticket[] }; seats?: number[] } = {},
  ): Promise<GuestListScene> {
    const actor = await world.actor('EMPLOYEE', { name: 'Ada Example', jobTitle: 'Analyst' });
    const group = facts.group ?? (await world.ticketGroup({ seats: facts.seats ?? [1, 2] }));
    return new GuestListScene(world, actor, await world.order({ recipient: actor.user, group }));
  }

  get orderId(): string {
    return this.world.id('Order', this.order);
  }

  /** The id of the order's ticket at this place. */
  ticketId(index: number): string {
    const ticket = this.order.tickets[index];
    if (!ticket) throw new Error(`The order has no ticket ${index}.`);
    return this.world.id('Ticket', ticket);
  }

  /** One row of the list. */
  row(index: number, guest: object, attendeeStatus: 'ATTENDED' | 'NO_SHOW' | null = 'ATTENDED'): object {
    return { ticketId: this.ticketId(index), guest, attendeeStatus };
  }

  async save(expectedVersion: number, guests: object[], more: object = {}, api = this.api) {
    const input = { orderId: this.orderId, expectedVersion, guests, ...more };
    return (await api.ask(SAVE, { input })).saveGuestList;
  }

  async submit(expectedVersion: number, api = this.api, more: object = {}) {
    return (await api.ask(SUBMIT, { input: { orderId: this.orderId, expectedVersion, ...more } })).submitGuestList;
  }

  async confirm(expectedVersion: number, api = this.api) {
    return (await api.ask(CONFIRM, { input: { orderId: this.orderId, expectedVersion } })).confirmGuestList;
  }

  /** Saves these guests as the first version and submits them; both must work. */
  async saveAndSubmit(guests: object[]): Promise<void> {
    const outcomes = [await this.save(0, guests), await this.submit(1)];
    const errors = outcomes.flatMap(({ userErrors }) => userErrors);
    if (errors.length > 0) throw new Error(`The guest list was refused: ${JSON.stringify(errors)}`);
  }

  async reopen(reason: string, api: ApiClient) {
    return (await api.ask(REOPEN, { input: { orderId: this.orderId, reason } })).reopenOrder;
  }

  /** The versions of the list, newest first, and whether the reader may reopen it. */
  async versions(api = this.api) {
    return (await api.ask(READ_VERSIONS, { id: this.orderId })).order;
  }

  async read() {
    return (await this.api.ask(READ_ORDER, { id: this.orderId })).order;
  }

  /** Everything that these mutations may write in the organization: equal before and after means that nothing was changed. */
  async everything(): Promise<object> {
    return this.world.write(async (tx) => {
      const [order] = await tx.manager.findBy(Order, { organizationId: tx.organizationId, id: this.order.id });
      const [counts] = await tx.rows<Record<string, unknown>>(
        `SELECT (SELECT count(*) FROM guest_list_versions) AS versions, (SELECT count(*) FROM guests) AS guests,
                (SELECT count(*) FROM contacts) AS contacts, (SELECT count(*) FROM audit_entries) AS entries,
                (SELECT json_agg(v ORDER BY v.id) FROM guest_list_versions v) AS stamps`,
      );
      return { order, counts };
    });
  }

  /** The audit entries of the order, oldest first. */
  async audit(): Promise<
    {
      action: string;
      actor_id: string;
      on_behalf_of_id: string | null;
      event_at: Date;
      recorded_at: Date;
      before: object;
      after: object;
      reason: string | null;
    }[]
  > {
    return this.world.write((tx) =>
      tx.rows(
        `SELECT action, actor_id, on_behalf_of_id, event_at, recorded_at, before, after, reason FROM audit_entries
         WHERE organization_id = $1 AND subject_id = $2 ORDER BY id`,
        [tx.organizationId, this.order.id],
      ),
    );
  }
}
