import { expect, test } from '@jest/globals';
import type { ReadTransaction } from '../../platform/database/transaction.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';
import type { Event } from '../events/event.entity.ts';
import { eventsIn, eventStates } from './packed-events.ts';

newWorldForEachTest();

async function read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T> {
  return app.database.read(world.organizationId, work);
}

async function statesIn(tx: ReadTransaction, ids: readonly string[]): Promise<string | null> {
  const [row] = await tx.rows<{ states: string | null }>(
    `SELECT ${eventStates('SELECT unnest($2::uuid[])')} AS states`,
    [tx.organizationId, ids],
  );
  return row?.states ?? null;
}

function eventsOf(...ids: string[]): Promise<Map<string, Event>> {
  return read(async (tx) => eventsIn(tx, await statesIn(tx, ids)));
}

async function rename(id: string, name: string): Promise<void> {
  await world.write((tx) =>
    tx.execute('UPDATE events SET name = $3 WHERE organization_id = $1 AND id = $2', [tx.organizationId, id, name]),
  );
}

test('events are read with all that they have, and no states are no events', async () => {
  const events = [await world.event({ name: 'Über "Nacht"\n' }), await world.event()];
  const found = await eventsOf(...events.map(({ id }) => id));
  expect(found.size).toBe(2);
  for (const event of events) expect(found.get(event.id)).toEqual(event);
  expect((await eventsOf()).size).toBe(0);
});

test('an event is kept as long as no transaction has written it, whether or not that told a new version', async () => {
  const [{ id }, other] = [await world.event({ name: 'Night Match' }), await world.event()];
  const first = (await eventsOf(id)).get(id);
  expect((await eventsOf(id, other.id)).get(id)).toBe(first);
  await rename(id, 'Day Match');
  const renamed = (await eventsOf(id, other.id)).get(id);
  expect(renamed).toMatchObject({ name: 'Day Match', version: first?.version });
  await rename(id, 'Night Match');
  expect((await eventsOf(id)).get(id)).toMatchObject({ name: 'Night Match' });
});

test('a page sees the events of its own snapshot', async () => {
  const { id } = await world.event({ name: 'Night Match' });
  await read(async (tx) => {
    const states = await statesIn(tx, [id]);
    await rename(id, 'Day Match');
    expect((await eventsOf(id)).get(id)?.name).toBe('Day Match');
    expect((await eventsIn(tx, states)).get(id)?.name).toBe('Night Match');
  });
  expect((await eventsOf(id)).get(id)?.name).toBe('Day Match');
});

test('what is kept is given to nobody of another organization', async () => {
  const { id } = await world.event();
  const states = await read((tx) => statesIn(tx, [id]));
  expect((await read((tx) => eventsIn(tx, states))).size).toBe(1);
  const other = await app.world();
  expect((await app.database.read(other.organizationId, (tx) => eventsIn(tx, states))).size).toBe(0);
});

test('what is kept cannot be changed by who gets it', async () => {
  const { id } = await world.event();
  const event = (await eventsOf(id)).get(id);
  expect(() => Object.assign(event ?? {}, { name: 'Day Match' })).toThrow(TypeError);
});
