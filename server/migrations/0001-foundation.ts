import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BACKFILLS } from './0001-foundation/backfills.sql.ts';
import { GLOBAL_TABLES } from './0001-foundation/global-tables.sql.ts';
import { INVENTORY } from './0001-foundation/inventory.sql.ts';
import { ORDERS } from './0001-foundation/orders.sql.ts';
import { PEOPLE } from './0001-foundation/people.sql.ts';
import { RECORDS } from './0001-foundation/records.sql.ts';
import { ROLES } from './0001-foundation/roles.sql.ts';
import { SEARCH } from './0001-foundation/search.sql.ts';
import { SIGN_IN } from './0001-foundation/sign-in.sql.ts';
import { TENANT_WALL } from './0001-foundation/tenant-wall.sql.ts';

/**
 * The whole data model of the main path. Every tenant table has the primary key (organization_id, id), every foreign key and
 * unique constraint carries organization_id, and row-level security guards all of them (docs/architecture.md, "Tenants").
 */
export class Foundation1764000000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    for (const part of PARTS) await runner.query(part);
  }

  public async down(): Promise<void> {
    throw new Error('The first migration is not reverted: drop the database instead.');
  }
}

const PARTS = [ROLES, GLOBAL_TABLES, PEOPLE, INVENTORY, BACKFILLS, ORDERS, RECORDS, SEARCH, SIGN_IN, TENANT_WALL];
