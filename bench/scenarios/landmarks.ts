import { Client } from 'pg';
import { parentOf } from '../measure/cpu.ts';
import type { Organization } from '../servers/contestant.ts';

/** What questions about an organization are made of. */
export interface Landmarks {
  unusedEvents: number;
  categoryId: string;
  from: string;
  to: string;
}

/** The generated organization of that number, with a Ticket Manager of it. */
export async function findOrganization(ownerUrl: string, number: number): Promise<Organization> {
  const [row] = await rowsOf<Organization>(
    ownerUrl,
    `SELECT o.id, o.slug, u.id AS "userId", u.email FROM organizations o JOIN users u ON u.organization_id = o.id
     WHERE o.slug = $1 AND u.role = 'TICKET_MANAGER' ORDER BY u.id LIMIT 1`,
    [`bench-${number}`],
  );
  if (!row) throw new Error(`There is no organization bench-${number}.`);
  return row;
}

export async function readLandmarks(ownerUrl: string, organizationId: string): Promise<Landmarks> {
  const [row] = await rowsOf<Landmarks>(
    ownerUrl,
    `SELECT count(DISTINCT g.event_id)::int AS "unusedEvents",
            (SELECT id FROM ticket_categories WHERE organization_id = $1 AND name_key = 'club seat') AS "categoryId",
            '2023-01-01' AS from, '2023-06-30' AS to
     FROM ticket_groups g WHERE g.organization_id = $1 AND g.unresolved_count > 0 AND g.event_ends_at <= now()`,
    [organizationId],
  );
  if (!row) throw new Error('A count has one row.');
  return row;
}

/** The last days over which that many of the organization's events have ended. */
export async function lastDaysWith(
  events: number,
  ownerUrl: string,
  organizationId: string,
): Promise<Pick<Landmarks, 'from' | 'to'>> {
  const [row] = await rowsOf<Pick<Landmarks, 'from' | 'to'>>(
    ownerUrl,
    `SELECT min(local_date)::text AS from, max(local_date)::text AS to FROM (
       SELECT local_date FROM events WHERE organization_id = $1 AND ends_at <= now() ORDER BY ends_at DESC LIMIT $2) last`,
    [organizationId, events],
  );
  if (!row) throw new Error('An aggregate has one row.');
  return row;
}

/** The process that is the parent of all of PostgreSQL's others; undefined where it is not on this machine. */
export async function findPostmaster(ownerUrl: string): Promise<number | undefined> {
  const [row] = await rowsOf<{ pid: number; started: boolean }>(
    ownerUrl,
    `SELECT pg_backend_pid() AS pid, inet_server_addr() << '127.0.0.0/8' AS started`,
    [],
    async ([backend]) => {
      if (backend?.started) backend.pid = (await parentOf(backend.pid)) ?? 0;
    },
  );
  return row?.started && row.pid ? row.pid : undefined;
}

async function rowsOf<Row extends object>(
  ownerUrl: string,
  text: string,
  values: unknown[],
  whileConnected: (rows: Row[]) => Promise<void> = async () => {},
): Promise<Row[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(text, values);
    await whileConnected(rows);
    return rows;
  } finally {
    await client.end();
  }
}
