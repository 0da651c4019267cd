export const INVENTORY = `
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

  -- seat is null for an unnumbered place or a parking pass; face_value is null when unknown, never 0 for that. event_id and
  -- ticket_location_id repeat the group's, for the unique seat. The group's foreign key implies those of the organization, the
  -- event and the location: checking them too would take most of the time of an import.
  CREATE TABLE tickets (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    ticket_group_id uuid NOT NULL,
    event_id uuid NOT NULL,
    ticket_location_id uuid NOT NULL,
    seat int CHECK (seat >= 0),
    face_value numeric(12,2) CHECK (face_value >= 0),
    state text NOT NULL DEFAULT 'UNRESOLVED' CHECK (state IN ('UNRESOLVED', 'ORDERED')),
    notes text,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, ticket_group_id) REFERENCES ticket_groups (organization_id, id)
  );
  CREATE INDEX tickets_by_group ON tickets (organization_id, ticket_group_id, seat, id);
  CREATE UNIQUE INDEX tickets_seat ON tickets (organization_id, event_id, ticket_location_id, seat) WHERE seat IS NOT NULL;
`;
