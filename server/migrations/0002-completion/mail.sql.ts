export const MAIL = `
  -- A mail is rendered from ids when it is sent or shown, so that erasing a person leaves nothing behind here.
  -- claimed_until: a process sends it until then; afterwards that process is taken for dead.
  -- facts: ids only. deduplication_key: the same mail is never queued twice (a step of the ladder on one day for one person).
  CREATE TABLE mails (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('GUEST_LIST_WAITING', 'REMINDER', 'INVITATION', 'PASSWORD_RESET')),
    status text NOT NULL CHECK (status IN ('QUEUED', 'SENT', 'KEPT', 'DEAD')),
    recipient_id uuid NOT NULL,
    facts jsonb NOT NULL,
    deduplication_key text,
    attempts int NOT NULL DEFAULT 0,
    last_error text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    next_attempt_at timestamptz,
    claimed_until timestamptz,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, deduplication_key),
    FOREIGN KEY (organization_id, recipient_id) REFERENCES users (organization_id, id)
  );
  CREATE INDEX mails_newest ON mails (organization_id, created_at DESC, id DESC);
  CREATE INDEX mails_undelivered ON mails (organization_id, status) WHERE status IN ('QUEUED', 'DEAD');

  -- The last step of the ladder that an order's recipient was reminded of, in days; 0 after the first mail.
  ALTER TABLE orders ADD COLUMN reminded_days int;
`;
