import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets a statement of several writes fail by itself where a part changed other rows than it should, before it is committed. */
export class ExpectedRows1764600000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(REQUIRE_ROWS);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

const REQUIRE_ROWS = `
  CREATE FUNCTION require_rows(part text, changed bigint, expected bigint) RETURNS void
  LANGUAGE plpgsql AS $$
  BEGIN
    IF changed <> expected THEN
      RAISE EXCEPTION 'The part "%" changed % rows instead of %.', part, changed, expected;
    END IF;
  END $$;
  REVOKE ALL ON FUNCTION require_rows(text, bigint, bigint) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION require_rows(text, bigint, bigint) TO app_rw;
`;
