import type { MigrationInterface, QueryRunner } from 'typeorm';
import { API_TOKENS } from './0003-ways-in/api-tokens.sql.ts';
import { SESSIONS } from './0003-ways-in/sessions.sql.ts';

/** How programs get in, and how people see where they are signed in. */
export class WaysIn1764200000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    for (const part of [API_TOKENS, SESSIONS]) await runner.query(part);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}
