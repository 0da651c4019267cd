import type { App } from '../app.ts';
import type { Clock } from '../platform/clock.ts';
import type { WriteTransaction } from '../platform/database/transaction.ts';
import { newId } from '../platform/id.ts';

/** What entities find out from their other fields. */
type Derived = 'isErased' | 'isOnLegalHold' | 'isRetired';

/** Puts rows into the tables of one organization. */
export class WorldRows {
  readonly organizationId = newId();
  readonly clock: Clock;
  readonly #app: App;
  #count = 0;

  constructor(app: App, clock: Clock) {
    this.#app = app;
    this.clock = clock;
  }

  /** A number that no other row of the organization has in its name. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }

  make<T extends object>(type: new () => T, facts: Omit<T, 'id' | 'organizationId' | Derived>): T {
    return Object.assign(new type(), { organizationId: this.organizationId, id: newId() }, facts);
  }

  async insert<T extends object>(type: new () => T, row: T): Promise<T> {
    await this.write((tx) => tx.manager.insert(type, row));
    return row;
  }

  write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T> {
    return this.#app.database.write(this.organizationId, work);
  }
}
