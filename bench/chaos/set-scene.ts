import { createApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { silentLog } from '../../server/platform/log.ts';
import { World } from '../../server/test/world.ts';

/** An invented organization, ready to be backfilled. */
export interface Scene {
  organizationId: string;
  /** Session tokens of ticket managers. */
  sessions: string[];
  /** GraphQL ids. */
  ticketGroupIds: string[];
  recipientIds: string[];
  usageCategoryId: string;
}

const SEATS = 400;
const MANAGERS = 3;
const RECIPIENTS = 10;

/** Fills a new data folder, and leaves it without a running server. */
export async function setScene(dataDir: string, groups: number): Promise<Scene> {
  const database = await startEmbeddedDatabase({ dataDir, log: silentLog });
  try {
    await migrate(database.ownerUrl, database.url);
    // Sessions and events are real ones: the service that is killed has the machine's own time.
    const clock = fixedClock(new Date());
    const config = readConfig({ PORT: '0', DEMO: 'off' });
    const app = await createApp({ config, databaseUrl: database.url, clock, log: silentLog });
    try {
      return await fill(await World.create(app, clock), groups);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

async function fill(world: World, groups: number): Promise<Scene> {
  const ticketGroupIds: string[] = [];
  const seats = Array.from({ length: SEATS }, (_, index) => index + 1);
  for (let index = 0; index < groups; index += 1) {
    const group = await world.ticketGroup(index % 2 === 0 ? { seats } : { quantity: SEATS });
    ticketGroupIds.push(world.id('TicketGroup', group));
  }
  const sessions: string[] = [];
  for (let index = 0; index < MANAGERS; index += 1) {
    const { api } = await world.actor('TICKET_MANAGER');
    sessions.push(api.sessionToken ?? '');
  }
  const recipientIds: string[] = [];
  for (let index = 0; index < RECIPIENTS; index += 1) {
    recipientIds.push(world.id('User', await world.user('EMPLOYEE')));
  }
  const usageCategoryId = world.id('UsageCategory', await world.usageCategory());
  return { organizationId: world.organizationId, sessions, ticketGroupIds, recipientIds, usageCategoryId };
}
