export const RECORDS = `
  -- Append-only: app_rw may insert and read, never change. recorded_at is when it was written down, event_at when it happened.
  -- No names of guests here: guest lists appear by the id of their version.
  CREATE TABLE audit_entries (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    event_at timestamptz,
    actor_id uuid,
    on_behalf_of_id uuid,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    before jsonb,
    after jsonb,
    reason text,
    request_id text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, actor_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, on_behalf_of_id) REFERENCES users (organization_id, id)
  );
  CREATE INDEX audit_entries_by_subject ON audit_entries (organization_id, subject_type, subject_id, id);

  CREATE TABLE imports (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    status text NOT NULL
      CHECK (status IN ('ANALYZING', 'READY', 'INVALID', 'APPLYING', 'APPLIED', 'FAILED', 'DISCARDED')),
    created_by_id uuid,
    created_at timestamptz NOT NULL,
    applied_at timestamptz,
    heartbeat_at timestamptz,
    rows_done int NOT NULL DEFAULT 0,
    rows_total int,
    row_error_count int NOT NULL DEFAULT 0,
    preview jsonb,
    failure text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, created_by_id) REFERENCES users (organization_id, id)
  );
  CREATE INDEX imports_newest ON imports (organization_id, created_at DESC, id DESC);

  CREATE TABLE import_files (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('VENUES', 'EMPLOYEES', 'INVENTORY')),
    name text NOT NULL,
    byte_count bigint NOT NULL,
    row_count int,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, import_id, kind),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id)
  );

  -- The uploaded bytes, in order, until the import is applied or discarded: any process can analyze and apply it.
  CREATE TABLE import_file_chunks (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    import_file_id uuid NOT NULL,
    position int NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (organization_id, import_file_id, position),
    FOREIGN KEY (organization_id, import_file_id) REFERENCES import_files (organization_id, id)
  );

  CREATE TABLE import_row_errors (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    import_id uuid NOT NULL,
    position int NOT NULL,
    file_kind text NOT NULL CHECK (file_kind IN ('VENUES', 'EMPLOYEES', 'INVENTORY')),
    row_number int NOT NULL,
    column_name text,
    value text,
    message text NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, import_id, position),
    FOREIGN KEY (organization_id, import_id) REFERENCES imports (organization_id, id)
  );
`;
