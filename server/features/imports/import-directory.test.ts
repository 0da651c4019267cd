import { describe, expect, test } from '@jest/globals';
import { AuditEntry } from '../audit/audit-entry.entity.ts';
import { Event } from '../events/event.entity.ts';
import type { User } from '../people/user.entity.ts';
import { rowsOf, wrongGroups } from './on-file.ts';
import { analyze, inventory, load } from './test-files.ts';
import { app, newWorldForEachTest, world } from '../../test/each-test.ts';

let ana: User;
newWorldForEachTest(async () => {
  await world.user('SUPER_USER', { email: 'admin@example.com' });
  ana = await world.user('EMPLOYEE', { email: 'ana.silva@example.com' });
  await world.venue({ name: 'Théâtre Royal', timeZone: 'Europe/Paris' });
});

const SUITE = 'Gala,Theatre Royal,07/10/2026,7:00PM,Suite 1,,1,6,6,Suite,100.00,EUR,,,';

describe('venues and employees', () => {
  test('a corrected time zone keeps the local times of the venue’s events', async () => {
    await load(app, world, { INVENTORY: inventory(SUITE, SUITE.replace('Gala', 'Ball').replace('7:00PM', '')) });
    const files = { VENUES: 'Venue,TimeZone\nTheatre Royal,Europe/London\n', INVENTORY: inventory(SUITE) };
    expect((await analyze(app, world, files)).preview).toMatchObject({
      venues: { updated: 1 },
      events: { updated: 0, unchanged: 1 },
    });
    expect((await load(app, world, files)).preview).toMatchObject({
      venues: { updated: 1 },
      events: { updated: 0, unchanged: 1 },
    });
    const events = await rowsOf(world, Event);
    expect(
      events.map(({ name, startsAt, endsAt }) => [name, startsAt?.toISOString(), endsAt.toISOString()]).sort(),
    ).toEqual([
      ['Ball', undefined, '2026-07-10T23:00:00.000Z'],
      ['Gala', '2026-07-10T18:00:00.000Z', '2026-07-10T22:00:00.000Z'],
    ]);
    expect(await wrongGroups(world)).toEqual([]);
  });

  test('users are updated by their address, and the change of a role is audited', async () => {
    const text =
      'FirstName,LastName,Email,Department,Role,Active\nAna,Silva,Ana.Silva@example.com,Legal,Ticket Manager,\n';
    expect((await load(app, world, { EMPLOYEES: text })).preview.users).toEqual({
      created: 0,
      updated: 1,
      removed: 0,
      unchanged: 0,
    });
    const [entry] = (await rowsOf(world, AuditEntry)).filter(({ action }) => action === 'user.updated');
    expect(entry).toMatchObject({
      subjectId: ana.id,
      before: { role: 'EMPLOYEE', isActive: true, managerId: null },
      after: { role: 'TICKET_MANAGER', isActive: true, managerId: null, changedFields: expect.any(Array) },
    });
    expect(JSON.stringify(entry)).not.toMatch(/silva|legal/i);
    const { api } = await world.actor('SUPER_USER');
    const { users } = await api.ask('{ users(search: "legal") { nodes { name department role } } }');
    expect(users.nodes).toEqual([{ name: 'Ana Silva', department: 'Legal', role: 'TICKET_MANAGER' }]);
  });

  test('a user whom a file deactivates is signed out for good', async () => {
    const client = await world.signedIn(ana);
    const text = (active: string) => `FirstName,LastName,Email,Active\nAna,Silva,Ana.Silva@example.com,${active}\n`;
    await load(app, world, { EMPLOYEES: text('no') });
    await load(app, world, { EMPLOYEES: text('yes') });
    expect(await client.refusal('{ viewer { user { id } } }')).toBe('UNAUTHENTICATED');
  });
});
