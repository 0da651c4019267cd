import type { World } from '../../test/world.ts';

/** The tables that an import writes and whose rows have an id. */
const WRITTEN = [
  'venues',
  'users',
  'events',
  'ticket_locations',
  'ticket_categories',
  'usage_categories',
  'ticket_groups',
  'tickets',
  'orders',
];

/** How many rows the organization has of everything that an import writes. */
export async function rowCounts(world: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of [...WRITTEN, 'order_tickets']) {
    const [row] = await world.write((tx) =>
      tx.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE organization_id = $1`, [
        world.organizationId,
      ]),
    );
    counts[table] = row?.count ?? 0;
  }
  return counts;
}

/** The rows of a kind, in the order in which they were made. */
export async function rowsOf<T extends { organizationId: string }>(world: World, type: new () => T): Promise<T[]> {
  return world.write((tx) =>
    tx.manager.find(type, { where: { organizationId: world.organizationId } as never, order: { id: 'ASC' } as never }),
  );
}

/** Everything that an import writes, as text, to see that nothing changed. */
export async function snapshot(world: World): Promise<string> {
  const rows = await world.write(async (tx) => {
    const all: object[][] = [];
    for (const table of WRITTEN)
      all.push(await tx.rows(`SELECT * FROM ${table} WHERE organization_id = $1 ORDER BY id`, [world.organizationId]));
    all.push(
      await tx.rows('SELECT * FROM order_tickets WHERE organization_id = $1 ORDER BY order_id, ticket_id', [
        world.organizationId,
      ]),
    );
    return all;
  });
  return JSON.stringify(rows);
}

/** Ticket groups whose counts, sums or copies differ from their tickets and events: always none. */
export async function wrongGroups(world: World): Promise<object[]> {
  return world.write((tx) =>
    tx.rows(
      `SELECT g.* FROM ticket_groups g
       JOIN events e ON e.organization_id = g.organization_id AND e.id = g.event_id
       JOIN LATERAL (
         SELECT count(*) AS held, count(*) FILTER (WHERE t.state = 'UNRESOLVED') AS unresolved,
                coalesce(sum(t.face_value) FILTER (WHERE t.state = 'UNRESOLVED'), 0) AS value,
                count(*) FILTER (WHERE t.state = 'UNRESOLVED' AND t.face_value IS NULL) AS without_value,
                count(*) FILTER (WHERE (t.state = 'ORDERED') <> EXISTS (
                  SELECT FROM order_tickets a WHERE a.organization_id = t.organization_id AND a.ticket_id = t.id AND a.released_at IS NULL
                )) AS inconsistent,
                count(*) FILTER (WHERE t.event_id <> g.event_id OR t.ticket_location_id <> g.ticket_location_id) AS misplaced
         FROM tickets t WHERE t.organization_id = g.organization_id AND t.ticket_group_id = g.id
       ) c ON true
       WHERE g.organization_id = $1 AND (
         (g.held_count, g.unresolved_count, g.unresolved_value, g.unresolved_without_value_count) IS DISTINCT FROM (c.held, c.unresolved, c.value, c.without_value)
         OR c.inconsistent > 0 OR c.misplaced > 0 OR g.venue_id <> e.venue_id OR g.event_local_date <> e.local_date
         OR g.event_ends_at IS DISTINCT FROM CASE WHEN e.status = 'SCHEDULED' THEN e.ends_at END)`,
      [world.organizationId],
    ),
  );
}
