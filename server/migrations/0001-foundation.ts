import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The whole data model of the main path. Every tenant table has the primary key (organization_id, id), every foreign key and
 * unique constraint carries organization_id, and row-level security guards all of them (docs/architecture.md, "Tenants").
 */
export class Foundation1764000000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    await runner.query(GLOBAL_TABLES);
    await runner.query(PEOPLE);
    await runner.query(INVENTORY);
    await runner.query(BACKFILLS);
    await runner.query(ORDERS);
    await runner.query(RECORDS);
    await runner.query(SEARCH);
    await runner.query(SIGN_IN);
    await runner.query(TENANT_WALL);
  }

  public async down(): Promise<void> {
    throw new Error('The first migration is not reverted: drop the database instead.');
  }
}

const ROLES = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_rw') THEN
      CREATE ROLE app_rw NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object THEN NULL;
  END $$;
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  GRANT USAGE ON SCHEMA public TO app_rw;
`;

const GLOBAL_TABLES = `
  CREATE TABLE organizations (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name text NOT NULL CHECK (name <> ''),
    time_zone text NOT NULL,
    currency char(3) NOT NULL DEFAULT 'USD',
    usual_event_minutes int NOT NULL DEFAULT 240 CHECK (usual_event_minutes BETWEEN 15 AND 10080),
    is_demo boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL
  );

  -- One row per user who can sign in with a password; email_key is the lower-cased address.
  CREATE TABLE sign_in_identities (
    id uuid PRIMARY KEY,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    user_id uuid NOT NULL,
    email_key text NOT NULL,
    password_hash text NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (organization_id, user_id),
    UNIQUE (organization_id, email_key)
  );
  CREATE INDEX sign_in_identities_by_email ON sign_in_identities (email_key);

  -- token_hash: SHA-256 of the random value in the cookie.
  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    user_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX sessions_by_user ON sessions (organization_id, user_id);
`;

const PEOPLE = `
  CREATE TABLE users (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    email text NOT NULL,
    email_key text NOT NULL,
    search_text text NOT NULL,
    job_title text,
    department text,
    division text,
    manager_id uuid,
    role text NOT NULL CHECK (role IN ('EMPLOYEE', 'MANAGER', 'TICKET_MANAGER', 'INVENTORY_MANAGER', 'SUPER_USER')),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, email_key),
    FOREIGN KEY (organization_id, manager_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
  );
  CREATE INDEX users_by_manager ON users (organization_id, manager_id);
  CREATE INDEX users_by_name ON users (organization_id, search_text, id);
  CREATE INDEX users_search ON users USING gin (search_text gin_trgm_ops);

  CREATE TABLE contacts (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    email text,
    company text,
    title text,
    search_text text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('SHARED', 'PRIVATE')),
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, created_by_id) REFERENCES users (organization_id, id)
  );
  CREATE INDEX contacts_by_name ON contacts (organization_id, search_text, id);
  CREATE INDEX contacts_search ON contacts USING gin (search_text gin_trgm_ops);

  CREATE TABLE system_profiles (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name_key)
  );
`;

const INVENTORY = `
  CREATE TABLE venues (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    city text,
    country text,
    time_zone text NOT NULL,
    capacity int CHECK (capacity > 0),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name_key)
  );
  CREATE INDEX venues_search ON venues USING gin (name_key gin_trgm_ops);

  CREATE TABLE ticket_categories (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    admits_person boolean NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name_key)
  );

  CREATE TABLE usage_categories (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    retired_at timestamptz,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name_key)
  );

  -- row_name is '' for a location without rows, so that the unique constraint holds.
  CREATE TABLE ticket_locations (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    venue_id uuid NOT NULL,
    section text NOT NULL CHECK (section <> ''),
    row_name text NOT NULL DEFAULT '',
    location_key text NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, venue_id, location_key),
    FOREIGN KEY (organization_id, venue_id) REFERENCES venues (organization_id, id)
  );

  -- starts_at is null when the time is unknown; ends_at is then the end of the local day.
  CREATE TABLE events (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    venue_id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    local_date date NOT NULL,
    starts_at timestamptz,
    ends_at timestamptz NOT NULL,
    status text NOT NULL CHECK (status IN ('SCHEDULED', 'POSTPONED', 'CANCELLED')),
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, venue_id) REFERENCES venues (organization_id, id),
    CHECK (starts_at IS NULL OR ends_at > starts_at)
  );
  CREATE UNIQUE INDEX events_identity
    ON events (organization_id, venue_id, name_key, local_date, starts_at) NULLS NOT DISTINCT;
  CREATE INDEX events_by_end ON events (organization_id, ends_at DESC, id DESC);
  CREATE INDEX events_search ON events USING gin (name_key gin_trgm_ops);

  -- The leaf of both views, and the row that every writer of its tickets locks first. It carries the counts and copies of the
  -- event's facts, so that a page of the queue is one walk over one index. event_ends_at is null unless the event is SCHEDULED.
  CREATE TABLE ticket_groups (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    event_id uuid NOT NULL,
    ticket_location_id uuid NOT NULL,
    ticket_category_id uuid NOT NULL,
    venue_id uuid NOT NULL,
    event_ends_at timestamptz,
    event_local_date date NOT NULL,
    held_count int NOT NULL CHECK (held_count >= 0),
    unresolved_count int NOT NULL CHECK (unresolved_count >= 0),
    unresolved_value numeric(14,2) NOT NULL DEFAULT 0 CHECK (unresolved_value >= 0),
    unresolved_without_value_count int NOT NULL DEFAULT 0 CHECK (unresolved_without_value_count >= 0),
    currency char(3) NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, event_id, ticket_location_id, ticket_category_id),
    FOREIGN KEY (organization_id, event_id) REFERENCES events (organization_id, id),
    FOREIGN KEY (organization_id, ticket_location_id) REFERENCES ticket_locations (organization_id, id),
    FOREIGN KEY (organization_id, ticket_category_id) REFERENCES ticket_categories (organization_id, id),
    FOREIGN KEY (organization_id, venue_id) REFERENCES venues (organization_id, id),
    CHECK (unresolved_count <= held_count),
    CHECK (unresolved_without_value_count <= unresolved_count)
  ) WITH (fillfactor = 85);
  CREATE INDEX ticket_groups_event_view
    ON ticket_groups (organization_id, event_ends_at DESC, event_id DESC, ticket_category_id)
    INCLUDE (venue_id, event_local_date, held_count, unresolved_count) WHERE unresolved_count > 0;
  CREATE INDEX ticket_groups_venue_view
    ON ticket_groups (organization_id, ticket_location_id, event_ends_at DESC, id DESC)
    INCLUDE (venue_id, event_id, ticket_category_id, event_local_date, held_count, unresolved_count) WHERE unresolved_count > 0;

  -- seat is null for an unnumbered place or a parking pass; face_value is null when unknown, never 0 for that.
  CREATE TABLE tickets (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    ticket_group_id uuid NOT NULL,
    event_id uuid NOT NULL,
    ticket_location_id uuid NOT NULL,
    seat int CHECK (seat >= 0),
    face_value numeric(12,2) CHECK (face_value >= 0),
    state text NOT NULL DEFAULT 'UNRESOLVED' CHECK (state IN ('UNRESOLVED', 'ORDERED')),
    notes text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, ticket_group_id) REFERENCES ticket_groups (organization_id, id),
    FOREIGN KEY (organization_id, event_id) REFERENCES events (organization_id, id),
    FOREIGN KEY (organization_id, ticket_location_id) REFERENCES ticket_locations (organization_id, id)
  );
  CREATE INDEX tickets_by_group ON tickets (organization_id, ticket_group_id, seat, id);
  CREATE UNIQUE INDEX tickets_seat ON tickets (organization_id, event_id, ticket_location_id, seat) WHERE seat IS NOT NULL;
`;

const BACKFILLS = `
  -- confirmed_from_version: the version of the draft that was confirmed; repeating that confirm returns the same orders.
  CREATE TABLE backfills (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('DRAFT', 'CONFIRMED', 'DISCARDED')),
    version int NOT NULL DEFAULT 1,
    note text,
    external_reference text,
    input_hash text NOT NULL,
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    updated_by_id uuid NOT NULL,
    updated_at timestamptz NOT NULL,
    confirmed_by_id uuid,
    confirmed_at timestamptz,
    confirmed_from_version int,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, created_by_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, updated_by_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, confirmed_by_id) REFERENCES users (organization_id, id),
    CHECK ((status = 'CONFIRMED') = (confirmed_at IS NOT NULL))
  );
  CREATE UNIQUE INDEX backfills_external_reference
    ON backfills (organization_id, external_reference) WHERE external_reference IS NOT NULL;
  CREATE INDEX backfills_newest ON backfills (organization_id, created_at DESC, id DESC);
  CREATE INDEX backfills_by_user ON backfills (organization_id, updated_by_id, updated_at DESC);

  -- planned_ticket_ids: what the review showed; exact_ticket_ids: what was asked for by id, or null.
  CREATE TABLE assignments (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    backfill_id uuid NOT NULL,
    position int NOT NULL CHECK (position >= 0),
    ticket_group_id uuid NOT NULL,
    quantity int NOT NULL CHECK (quantity > 0),
    recipient_id uuid NOT NULL,
    usage_category_id uuid NOT NULL,
    planned_ticket_ids uuid[] NOT NULL,
    exact_ticket_ids uuid[],
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, backfill_id, position),
    FOREIGN KEY (organization_id, backfill_id) REFERENCES backfills (organization_id, id),
    FOREIGN KEY (organization_id, ticket_group_id) REFERENCES ticket_groups (organization_id, id),
    FOREIGN KEY (organization_id, recipient_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, usage_category_id) REFERENCES usage_categories (organization_id, id)
  );
  CREATE INDEX assignments_by_group ON assignments (organization_id, ticket_group_id);
`;

const ORDERS = `
  -- backfill_id and assignment_id are null for an order that was loaded from a file (status ORDERED).
  -- guest_list_version: the current version of the guest list, 0 before the first save.
  CREATE TABLE orders (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    number char(8) NOT NULL,
    status text NOT NULL CHECK (status IN ('ORDERED', 'CONFIRM_GUEST_LIST', 'CONFIRMED')),
    event_id uuid NOT NULL,
    ticket_group_id uuid NOT NULL,
    recipient_id uuid NOT NULL,
    usage_category_id uuid,
    backfill_id uuid,
    assignment_id uuid,
    notes text,
    created_at timestamptz NOT NULL,
    due_at timestamptz,
    guest_list_version int NOT NULL DEFAULT 0,
    submitted_at timestamptz,
    submitted_by_id uuid,
    confirmed_at timestamptz,
    confirmed_by_id uuid,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, number),
    UNIQUE (organization_id, assignment_id),
    FOREIGN KEY (organization_id, event_id) REFERENCES events (organization_id, id),
    FOREIGN KEY (organization_id, ticket_group_id) REFERENCES ticket_groups (organization_id, id),
    FOREIGN KEY (organization_id, recipient_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, usage_category_id) REFERENCES usage_categories (organization_id, id),
    FOREIGN KEY (organization_id, backfill_id) REFERENCES backfills (organization_id, id),
    FOREIGN KEY (organization_id, assignment_id) REFERENCES assignments (organization_id, id),
    FOREIGN KEY (organization_id, submitted_by_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, confirmed_by_id) REFERENCES users (organization_id, id),
    CHECK ((status = 'CONFIRMED') = (confirmed_at IS NOT NULL)),
    CHECK ((backfill_id IS NULL) = (assignment_id IS NULL))
  );
  CREATE INDEX orders_by_recipient ON orders (organization_id, recipient_id, created_at DESC, id DESC);
  CREATE INDEX orders_newest ON orders (organization_id, created_at DESC, id DESC);
  CREATE INDEX orders_by_backfill ON orders (organization_id, backfill_id) WHERE backfill_id IS NOT NULL;
  CREATE INDEX orders_by_group ON orders (organization_id, ticket_group_id);
  CREATE INDEX orders_by_event ON orders (organization_id, event_id);

  -- The allocation. released_at is set when an order gives a ticket back; only one order can hold a ticket at a time.
  CREATE TABLE order_tickets (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    order_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    position int NOT NULL CHECK (position >= 0),
    released_at timestamptz,
    PRIMARY KEY (organization_id, order_id, ticket_id),
    FOREIGN KEY (organization_id, order_id) REFERENCES orders (organization_id, id),
    FOREIGN KEY (organization_id, ticket_id) REFERENCES tickets (organization_id, id)
  );
  CREATE UNIQUE INDEX order_tickets_one_owner ON order_tickets (organization_id, ticket_id) WHERE released_at IS NULL;

  -- Each save writes a new version; older ones stay readable.
  CREATE TABLE guest_list_versions (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    version int NOT NULL CHECK (version > 0),
    usage_category_id uuid,
    saved_by_id uuid NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, order_id, version),
    FOREIGN KEY (organization_id, order_id) REFERENCES orders (organization_id, id),
    FOREIGN KEY (organization_id, usage_category_id) REFERENCES usage_categories (organization_id, id),
    FOREIGN KEY (organization_id, saved_by_id) REFERENCES users (organization_id, id)
  );

  -- name, email, company and title are copies from the moment of saving: editing a contact later rewrites no history.
  CREATE TABLE guests (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    guest_list_version_id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    position int NOT NULL CHECK (position >= 0),
    guest_type text NOT NULL CHECK (guest_type IN ('CONTACT', 'EMPLOYEE', 'SYSTEM_PROFILE', 'MYSELF')),
    contact_id uuid,
    user_id uuid,
    system_profile_id uuid,
    name text NOT NULL,
    email text,
    company text,
    title text,
    attendee_status text CHECK (attendee_status IN ('ATTENDED', 'NO_SHOW')),
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, guest_list_version_id, ticket_id),
    FOREIGN KEY (organization_id, guest_list_version_id) REFERENCES guest_list_versions (organization_id, id),
    FOREIGN KEY (organization_id, ticket_id) REFERENCES tickets (organization_id, id),
    FOREIGN KEY (organization_id, contact_id) REFERENCES contacts (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, system_profile_id) REFERENCES system_profiles (organization_id, id),
    CHECK (num_nonnulls(contact_id, user_id, system_profile_id) = 1)
  );
  CREATE INDEX guests_by_contact ON guests (organization_id, contact_id) WHERE contact_id IS NOT NULL;
  CREATE INDEX guests_by_user ON guests (organization_id, user_id) WHERE user_id IS NOT NULL;
`;

const RECORDS = `
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

/*
 * Text search cannot use a trigram index under row-level security (its operators are not leakproof), so it goes through these
 * functions. They run as the owner, with a fixed search_path, and filter by app.organization_id themselves. The needle arrives
 * folded by the application (lower case, no accents) and is matched literally, or by similarity for small typing errors.
 */
const SEARCH = `
  CREATE FUNCTION app_organization_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

  CREATE FUNCTION like_literal(needle text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN '%' || replace(replace(replace(needle, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';

  CREATE FUNCTION search_events(needle text) RETURNS TABLE (event_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.55 AS $$
    WITH matching_venues AS (
      SELECT id FROM venues
      WHERE organization_id = app_organization_id() AND (name_key LIKE like_literal(needle) OR needle <% name_key)
    )
    SELECT id FROM events
    WHERE organization_id = app_organization_id() AND (name_key LIKE like_literal(needle) OR needle <% name_key)
    UNION
    SELECT e.id FROM events e JOIN matching_venues v ON v.id = e.venue_id
    WHERE e.organization_id = app_organization_id()
  $$;

  CREATE FUNCTION search_users(needle text) RETURNS TABLE (id uuid, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.55 AS $$
    SELECT t.id, CASE WHEN search_text LIKE like_literal(needle) THEN 2 ELSE 0 END::real + word_similarity(needle, search_text)
    FROM users t
    WHERE organization_id = app_organization_id() AND (search_text LIKE like_literal(needle) OR needle <% search_text)
  $$;

  CREATE FUNCTION search_contacts(needle text) RETURNS TABLE (id uuid, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.55 AS $$
    SELECT t.id, CASE WHEN search_text LIKE like_literal(needle) THEN 2 ELSE 0 END::real + word_similarity(needle, search_text)
    FROM contacts t
    WHERE organization_id = app_organization_id() AND (search_text LIKE like_literal(needle) OR needle <% search_text)
  $$;

  REVOKE ALL ON FUNCTION search_events(text), search_users(text), search_contacts(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION search_events(text), search_users(text), search_contacts(text) TO app_rw;
`;

/*
 * What sign-in and the session cookie need before the organization is known. Only the login role may call these (the grant is
 * made after each migration run); they answer for one exact address or one exact token.
 */
const SIGN_IN = `
  CREATE FUNCTION sign_in_candidates(wanted_email_key text)
  RETURNS TABLE (organization_id uuid, organization_slug text, user_id uuid, password_hash text, is_active boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.organization_id, o.slug, i.user_id, i.password_hash, u.is_active
    FROM sign_in_identities i
    JOIN organizations o ON o.id = i.organization_id
    JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id
    WHERE i.email_key = wanted_email_key
    ORDER BY o.slug LIMIT 20
  $$;

  CREATE FUNCTION session_viewer(wanted_token_hash bytea)
  RETURNS TABLE (session_id uuid, organization_id uuid, user_id uuid, role text, is_active boolean,
                 last_seen_at timestamptz, expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.id, s.organization_id, s.user_id, u.role, u.is_active, s.last_seen_at, s.expires_at
    FROM sessions s JOIN users u ON u.organization_id = s.organization_id AND u.id = s.user_id
    WHERE s.token_hash = wanted_token_hash
  $$;

  REVOKE ALL ON FUNCTION sign_in_candidates(text), session_viewer(bytea) FROM PUBLIC;
`;

/** Row-level security for every tenant table: ENABLED, not FORCED, so that the owner can move rows between machines. */
const TENANT_WALL = `
  DO $$
  DECLARE tenant_table text;
  BEGIN
    FOR tenant_table IN
      SELECT c.table_name FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.column_name = 'organization_id'
        AND c.table_name NOT IN ('sign_in_identities', 'sessions')
    LOOP
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
      EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid) '
        || 'WITH CHECK (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', tenant_table);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_rw', tenant_table);
    END LOOP;
  END $$;
  REVOKE UPDATE, DELETE ON audit_entries FROM app_rw;
  GRANT SELECT ON organizations TO app_rw;
`;
