export const GUEST_LIST_DETAILS = `
  -- A version remembers what became of it; the order carries the state of the current one.
  ALTER TABLE guest_list_versions
    ADD COLUMN business_purpose text,
    ADD COLUMN host_present boolean,
    ADD COLUMN on_behalf_of_id uuid,
    ADD COLUMN duplicate_reason text,
    ADD COLUMN submitted_at timestamptz,
    ADD COLUMN submitted_by_id uuid,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN confirmed_by_id uuid,
    ADD COLUMN reopened_at timestamptz,
    ADD COLUMN reopened_by_id uuid,
    ADD COLUMN reopen_reason text,
    ADD FOREIGN KEY (organization_id, on_behalf_of_id) REFERENCES users (organization_id, id),
    ADD FOREIGN KEY (organization_id, submitted_by_id) REFERENCES users (organization_id, id),
    ADD FOREIGN KEY (organization_id, confirmed_by_id) REFERENCES users (organization_id, id),
    ADD FOREIGN KEY (organization_id, reopened_by_id) REFERENCES users (organization_id, id);
  UPDATE guest_list_versions v SET
    submitted_at = o.submitted_at, submitted_by_id = o.submitted_by_id,
    confirmed_at = o.confirmed_at, confirmed_by_id = o.confirmed_by_id
  FROM orders o WHERE o.organization_id = v.organization_id AND o.id = v.order_id AND o.guest_list_version = v.version;

  ALTER TABLE guests
    ADD COLUMN relationship text,
    ADD COLUMN is_public_official boolean;

  -- Whom a user named as a guest lately.
  CREATE INDEX guest_list_versions_by_saver ON guest_list_versions (organization_id, saved_by_id, saved_at DESC);

  -- Who is reminded next: open orders by their due date, and orders of a group in time.
  CREATE INDEX orders_open ON orders (organization_id, recipient_id, due_at) WHERE status = 'CONFIRM_GUEST_LIST';
  CREATE INDEX orders_ordered ON orders (organization_id, event_id) WHERE status = 'ORDERED';
  CREATE INDEX audit_entries_newest ON audit_entries (organization_id, id DESC);
`;
