import type { TestApp } from '../../server/test/test-app.ts';
import type { World } from '../../server/test/world.ts';
import { hashPassword } from '../../server/features/sign-in/password.ts';
import { newId } from '../../server/platform/id.ts';
import type { TicketGroup } from '../../server/features/inventory/ticket-group.entity.ts';
import type { Ticket } from '../../server/features/inventory/ticket.entity.ts';
import type { User } from '../../server/features/people/user.entity.ts';

export const PASSWORD = 'correct horse battery staple';

export interface Season {
  world: World;
  manager: User;
  recipient: User;
  groups: Record<'suite' | 'club' | 'parking', TicketGroup & { tickets: Ticket[] }>;
}

/** A small invented organization: two events at two venues, three groups with unused tickets, a manager and a recipient. */
export async function seedSeason(app: TestApp): Promise<Season> {
  const world = await app.world();
  const manager = await world.user('TICKET_MANAGER', { name: 'Tess Ticket', email: `tess.${newId()}@example.com` });
  const recipient = await world.user('EMPLOYEE', {
    name: 'Remy Recipient',
    email: 'remy@example.com',
    department: 'Sales',
  });
  await world.user('EMPLOYEE', { name: 'Remy Retired', email: 'retired@example.com', isActive: false });
  await givePassword(app, world, manager);
  await world.usageCategory('Client Entertainment');
  await world.usageCategory('Charity');
  await world.systemProfile('Client’s guest');
  const [suites, club, parking] = [
    await world.ticketCategory('Suite'),
    await world.ticketCategory('Club'),
    await world.ticketCategory('Parking Pass', false),
  ];
  const dome = await world.venue({ name: 'Harbor Dome', timeZone: 'America/New_York' });
  const park = await world.venue({ name: 'Copper Park', timeZone: 'America/Los_Angeles' });
  const otters = await world.event({
    venue: dome,
    name: 'Otters vs Bears',
    localDate: '2026-07-11',
    localTime: '19:00',
  });
  const gala = await world.event({ venue: park, name: 'Summer Gala', localDate: '2026-07-04', localTime: null });
  const suite214 = await world.ticketLocation(dome.id, 'Suite 214');
  return {
    world,
    manager,
    recipient,
    groups: {
      suite: await world.ticketGroup({
        event: otters,
        location: suite214,
        category: suites,
        seats: [1, 2, 3, 4, 5],
        faceValue: '250.00',
      }),
      club: await world.ticketGroup({
        event: gala,
        location: await world.ticketLocation(park.id, 'Club 108', 'C'),
        category: club,
        seats: [7, 8],
        faceValue: null,
      }),
      parking: await world.ticketGroup({
        event: otters,
        location: await world.ticketLocation(dome.id, 'Lot G'),
        category: parking,
        quantity: 3,
        faceValue: '40.00',
      }),
    },
  };
}

async function givePassword(app: TestApp, world: World, user: User): Promise<void> {
  await app.database.global(
    `INSERT INTO sign_in_identities (id, organization_id, user_id, email_key, password_hash, updated_at)
     VALUES ($1, $2, $3, $4, $5, now())`,
    [newId(), world.organizationId, user.id, user.emailKey, await hashPassword(PASSWORD)],
  );
}
