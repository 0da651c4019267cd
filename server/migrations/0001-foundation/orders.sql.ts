export const ORDERS = `
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
    organization_id uuid NOT NULL,
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
