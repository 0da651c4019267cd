import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from './tenant-wall.ts';

/**
 * Seals over the audit trail. Every entry is noted as unsealed in the transaction that writes it; the job that seals takes those
 * notes and writes which entries a seal covers. So an entry that becomes visible late is sealed late, and none is ever missed,
 * while audit_entries itself is never updated.
 */
export class AuditSeals1764400000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEALS);
    await runner.query(INDEXES);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

const SEALS = `
  CREATE TABLE audit_unsealed (
    organization_id uuid NOT NULL,
    entry_id uuid NOT NULL,
    PRIMARY KEY (organization_id, entry_id),
    FOREIGN KEY (organization_id, entry_id) REFERENCES audit_entries (organization_id, id)
  );
  INSERT INTO audit_unsealed SELECT organization_id, id FROM audit_entries;

  -- entry_digests holds 32 bytes for each of entry_ids, in the same order; hash covers both and the hash of the seal before.
  CREATE TABLE audit_seals (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    number int NOT NULL CHECK (number > 0),
    sealed_at timestamptz NOT NULL,
    entry_ids uuid[] NOT NULL CHECK (cardinality(entry_ids) > 0),
    entry_digests bytea NOT NULL CHECK (octet_length(entry_digests) = 32 * cardinality(entry_ids)),
    previous_hash bytea CHECK ((previous_hash IS NULL) = (number = 1)),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, number)
  );

  ${tenantWall('audit_unsealed', 'audit_seals')}
  GRANT SELECT, INSERT, DELETE ON audit_unsealed TO app_rw;
  GRANT SELECT, INSERT ON audit_seals TO app_rw;
`;

/** The audit log is read by time, alone or within a person, an action or a subject. */
const INDEXES = `
  DROP INDEX audit_entries_newest;
  DROP INDEX audit_entries_by_subject;
  CREATE INDEX audit_entries_by_time ON audit_entries (organization_id, recorded_at, id);
  CREATE INDEX audit_entries_by_subject ON audit_entries (organization_id, subject_type, subject_id, recorded_at, id);
  CREATE INDEX audit_entries_by_actor ON audit_entries (organization_id, actor_id, recorded_at, id) WHERE actor_id IS NOT NULL;
  CREATE INDEX audit_entries_by_on_behalf_of ON audit_entries (organization_id, on_behalf_of_id, recorded_at, id)
    WHERE on_behalf_of_id IS NOT NULL;
  CREATE INDEX audit_entries_by_action ON audit_entries (organization_id, action, recorded_at, id);
`;
