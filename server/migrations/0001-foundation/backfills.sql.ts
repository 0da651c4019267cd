export const BACKFILLS = `
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
