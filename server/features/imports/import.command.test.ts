import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { typeCommand } from '../../test/command-line.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { importCommand } from './import.command.ts';
import { rowCounts, snapshot } from './on-file.ts';
import { inventory } from './test-files.ts';

let app: TestApp;
let world: World;
let folder: string;
beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(join(tmpdir(), 'backfill-import-'));
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  world = await app.world();
  await world.user('SUPER_USER', { email: 'admin@example.com' });
});

const VENUES = 'Venue,TimeZone\nHall,Europe/Paris\n';
const EMPLOYEES = 'FirstName,LastName,Email\nBo,Li,bo.li@example.com\n';
const INVENTORY = inventory('Gala,Hall,07/10/2026,7:00PM,Suite 1,,1,6,6,Suite,100.00,USD,bo.li@example.com,Charity,');

describe('the import command', () => {
  test('loads the three files in one go, tells what it did, and keeps the import in the list', async () => {
    const { code, printed, complaint } = await run({ venues: VENUES, employees: EMPLOYEES, inventory: INVENTORY });
    expect([code, complaint]).toEqual([0, '']);
    expect(printed).toEqual([
      'Venues: 1 created',
      'Users: 1 created',
      'Events: 1 created',
      'Ticket groups: 1 created',
      'Tickets: 6 created',
      'Orders: 1 created',
      'New ticket categories: Suite',
      'New usage categories: Charity',
      'Everything in these files is on file now.',
    ]);
    const { api } = await world.actor('SUPER_USER');
    const { imports } = await api.ask(
      '{ imports { nodes { status createdBy { name } files { kind name rowCount } preview { tickets { created } } } } }',
    );
    expect(imports.nodes).toEqual([
      {
        status: 'APPLIED',
        createdBy: null,
        files: [
          { kind: 'VENUES', name: 'venues.csv', rowCount: 1 },
          { kind: 'EMPLOYEES', name: 'employees.csv', rowCount: 1 },
          { kind: 'INVENTORY', name: 'inventory.csv', rowCount: 1 },
        ],
        preview: { tickets: { created: 6 } },
      },
    ]);
  });

  test('fails with every error and changes nothing', async () => {
    const before = await snapshot(world);
    const { code, printed, complaint } = await run({
      venues: VENUES,
      inventory: INVENTORY.replace(',6,Suite', ',5,Suite'),
    });
    expect([code, printed]).toEqual([1, []]);
    expect(complaint.split('\n')).toEqual([
      'inventory row 2, Quantity "5": The quantity does not fit seats 1 to 6: it would be 6.',
      'Nothing was changed.',
    ]);
    expect(await snapshot(world)).toBe(before);
    expect((await rowCounts(world)).venues).toBe(0);
  });

  test('wants a file, files that exist, and an organization that does', async () => {
    expect(await run({})).toMatchObject({ code: 1, complaint: expect.stringContaining('at least one of') });
    expect(await command(['--venues', join(folder, 'none.csv')])).toMatchObject({
      code: 1,
      complaint: expect.stringContaining('--venues: there is no file'),
    });
    expect(await run({ venues: VENUES }, 'nobody')).toMatchObject({
      code: 1,
      complaint: 'There is no organization "nobody".',
    });
  });
});

async function run(files: Record<string, string>, slug = world.slug) {
  const options: string[] = [];
  for (const [kind, text] of Object.entries(files)) {
    const path = join(folder, `${kind}.csv`);
    await writeFile(path, text);
    options.push(`--${kind}`, path);
  }
  return command(options, slug);
}

function command(options: string[], slug = world.slug) {
  return typeCommand(app, [importCommand], ['import', '--organization', slug, ...options]);
}
