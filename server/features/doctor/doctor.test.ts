import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { typeCommand } from '../../test/command-line.ts';
import { expectExactCounters } from '../../test/expect-counters.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { watches } from '../../test/watch-records.ts';
import type { World } from '../../test/world.ts';
import { GuestListScene } from '../guest-lists/guest-list-scene.ts';
import { sumUpUnused } from '../unused-queue/sum-up-groups.ts';
import { CHECKS } from './checks.ts';
import { LEFT_TO_PEOPLE, REPAIRABLE, SUMS } from './damages.ts';
import { backfillOne, damage, doctorScene } from './doctor-scene.ts';
import { doctorCommand } from './doctor.command.ts';

jest.setTimeout(30_000);

let app: TestApp;
let world: World;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  world = await app.world();
  world.excuseRecords('The doctor is shown damage.');
});
afterAll(() => app.close());

const doctor = (...words: string[]) => typeCommand(app, [doctorCommand], ['doctor', ...words]);
const here = (...words: string[]) => doctor('--organization', world.slug, ...words);
const fine = () => ({ code: 0, printed: [`${world.slug}: everything agrees.`], complaint: '' });

describe('the doctor', () => {
  test('finds nothing where everything agrees, drafts, orders and guest lists included', async () => {
    const { recipient } = await doctorScene(app, world);
    await backfillOne(world, await world.ticketGroup({ seats: [1, 2] }), recipient);
    const guests = await GuestListScene.create(world, { seats: [1] });
    await guests.saveAndSubmit([guests.row(0, { myself: true })]);
    await world.ticketGroup({ quantity: 0 });
    expect(await here()).toEqual(fine());
    expect(await here('--repair')).toEqual(fine());
  });

  test.each(REPAIRABLE)('%s: says that %s, and puts it right', async (name, found, inflict) => {
    const at = await doctorScene(app, world);
    await inflict(at);
    const before = await here();
    expect([before.code, before.printed]).toEqual([1, []]);
    expect(before.complaint).toContain(`${world.slug}: ${found}:`);
    const check = CHECKS.find((one) => one.name === name);
    expect(before.complaint).toContain(check?.advice);
    // The watch over all tests sees the very same.
    const [watch] = watches;
    world.watchRecordsAgain();
    expect((await watch?.find())?.join()).toContain(`${world.slug}: ${name}: `);

    expect(await here('--repair')).toEqual({
      code: 0,
      printed: [`${world.slug}: 1 ticket group was repaired; the audit log says what changed.`, ...fine().printed],
      complaint: '',
    });
    expect(await watch?.find()).toEqual([]);
    expect(await here()).toEqual(fine());
    const entries = await world.write((tx) =>
      tx.rows<{ subject: string }>(
        `SELECT subject_id AS subject FROM audit_entries WHERE organization_id = $1 AND action = 'ticketGroup.repaired'`,
        [tx.organizationId],
      ),
    );
    expect(entries).toEqual([{ subject: at.group.id }]);
  });

  test.each(SUMS)('%s: says that %s, and makes the sums again', async (_name, found, inflict) => {
    const at = await doctorScene(app, world);
    expect(await sumUpUnused(app.database, world.organizationId, app.clock.now())).toBe(1);
    await inflict(at);
    const before = await here();
    expect([before.code, before.printed]).toEqual([1, []]);
    expect(before.complaint.split('\n')[0]).toBe(`${world.slug}: ${found}:`);
    const { code, printed } = await here('--repair');
    expect([code, printed]).toEqual([
      0,
      [`${world.slug}: the sums of the unused queue were made again.`, ...fine().printed],
    ]);
    expect(await here()).toEqual(fine());
  });

  test('makes the sums again beside a repaired group, and they hold for what it holds then', async () => {
    const { group } = await doctorScene(app, world);
    await sumUpUnused(app.database, world.organizationId, app.clock.now());
    await damage(world, 'UPDATE unused_sums SET unused = 40 WHERE organization_id = $1');
    await damage(
      world,
      'UPDATE ticket_groups SET unresolved_count = 2 WHERE organization_id = $1 AND id = $2',
      group.id,
    );
    expect((await here('--repair')).code).toBe(0);
    expect(await sumUpUnused(app.database, world.organizationId, app.clock.now())).toBe(0);
  });

  test.each(LEFT_TO_PEOPLE)('%s: says that %s and what to do, and leaves it as it is', async (name, found, inflict) => {
    await inflict(await doctorScene(app, world));
    const before = await here();
    expect([before.code, before.printed]).toEqual([1, []]);
    expect(before.complaint.split('\n')[0]).toBe(`${world.slug}: ${found}:`);
    expect(before.complaint).toContain(CHECKS.find((check) => check.name === name)?.advice);
    expect(await here('--repair')).toEqual(before);
  });

  test('every check is seen to fail', () => {
    const seen = [...REPAIRABLE, ...SUMS, ...LEFT_TO_PEOPLE].map(([name]) => name);
    expect([...new Set(seen)].sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  test('puts a state right under which the counters are right too, and says both in the audit log', async () => {
    const { group, first } = await doctorScene(app, world);
    await damage(world, `UPDATE tickets SET state = 'UNRESOLVED' WHERE organization_id = $1 AND id = $2`, first);
    await damage(
      world,
      `UPDATE ticket_groups SET unresolved_count = 2, unresolved_value = 200 WHERE organization_id = $1 AND id = $2`,
      group.id,
    );
    expect((await here('--repair')).code).toBe(0);
    const [entry] = await world.write((tx) =>
      tx.rows(
        `SELECT actor_id, before, after, reason FROM audit_entries WHERE organization_id = $1 AND subject_id = $2`,
        [tx.organizationId, group.id],
      ),
    );
    const same = { heldCount: 3, unresolvedWithoutValueCount: 0 };
    expect(entry).toMatchObject({
      actor_id: null,
      reason: 'doctor --repair',
      before: { ...same, unresolvedCount: 2, unresolvedValue: '200.00' },
      after: { ...same, unresolvedCount: 1, unresolvedValue: '100.00', ticketStates: 1 },
    });
  });

  test('repairs many groups in several transactions, and looks at every organization by itself', async () => {
    const other = await app.world();
    await world.ticketGroup();
    const event = await world.event();
    for (let count = 0; count < 130; count += 1) await world.ticketGroup({ event, quantity: 1 });
    await damage(world, 'UPDATE ticket_groups SET unresolved_value = 1 WHERE organization_id = $1');
    let locks = 0;
    app.database.onStatement = (text) => void (locks += /FROM ticket_groups g .*FOR NO KEY UPDATE$/.test(text) ? 1 : 0);
    const { code, printed } = await here('--repair');
    app.database.onStatement = undefined;
    expect([code, printed[0]]).toEqual([
      0,
      `${world.slug}: 131 ticket groups were repaired; the audit log says what changed.`,
    ]);
    expect(locks).toBe(2);
    await expectExactCounters(world);
    const all = await doctor();
    expect(all.printed).toContain(`${other.slug}: everything agrees.`);
    expect(all.printed).toContain(`${world.slug}: everything agrees.`);
  });

  test('names 20 of many and says how many more there are', async () => {
    const event = await world.event();
    for (let count = 0; count < 23; count += 1) await world.ticketGroup({ event, quantity: 1 });
    await damage(world, 'UPDATE ticket_groups SET unresolved_value = 1 WHERE organization_id = $1');
    const lines = (await here()).complaint.split('\n');
    expect(lines[0]).toBe(`${world.slug}: 23 ticket groups have counters that a recount does not give:`);
    expect(lines[1]).toMatch(
      /^ {2}[0-9a-f-]{36}: 1 held, 1 unresolved worth 1.00, 0 of them without a value; should be: 1 held/,
    );
    expect(lines.slice(21, 22)).toEqual(['  and 3 more']);
    expect(lines).toHaveLength(23);
  });

  test('refuses an organization that is not there', async () => {
    expect(await doctor('--organization', 'nobody')).toEqual({
      code: 1,
      printed: [],
      complaint: 'There is no organization "nobody".',
    });
  });
});
