import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ADMINISTRATION } from './0002-completion/administration.sql.ts';
import { GUEST_LIST_DETAILS } from './0002-completion/guest-list-details.sql.ts';
import { JOBS } from './0002-completion/jobs.sql.ts';
import { MAIL } from './0002-completion/mail.sql.ts';
import { USER_ACCESS } from './0002-completion/user-access.sql.ts';
import { WALL } from './0002-completion/wall.sql.ts';

/** What guest lists need to get completed: settings, reminders by mail, proxies, reopening, erasure. */
export class Completion1764100000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    for (const part of [ADMINISTRATION, GUEST_LIST_DETAILS, JOBS, MAIL, USER_ACCESS, WALL]) await runner.query(part);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}
