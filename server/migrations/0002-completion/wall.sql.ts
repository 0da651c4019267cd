import { tenantWall } from '../tenant-wall.ts';

/** Row-level security for the tables that this migration adds. */
export const WALL = `
  ${tenantWall('settings', 'proxies', 'mails')}
  GRANT SELECT, INSERT, UPDATE, DELETE ON settings, proxies, mails TO app_rw;
`;
