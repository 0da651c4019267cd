export const ADMINISTRATION = `
  -- One row for each organization, made with it; an organization without a row has the defaults.
  CREATE TABLE settings (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    reminder_steps jsonb NOT NULL,
    placeholder_policy text NOT NULL DEFAULT 'WARN' CHECK (placeholder_policy IN ('WARN', 'REFUSE')),
    separate_confirmer boolean NOT NULL DEFAULT false,
    ask_for_ordered_guest_lists boolean NOT NULL DEFAULT false,
    version int NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id)
  );

  ALTER TABLE users
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN erased_at timestamptz,
    ADD COLUMN legal_hold_at timestamptz;
  ALTER TABLE contacts
    ADD COLUMN erased_at timestamptz,
    ADD COLUMN legal_hold_at timestamptz;
  ALTER TABLE ticket_categories ADD COLUMN version int NOT NULL DEFAULT 1;
  ALTER TABLE venues ADD COLUMN version int NOT NULL DEFAULT 1;
  ALTER TABLE usage_categories
    ADD COLUMN version int NOT NULL DEFAULT 1,
    ADD COLUMN required_guest_fields text[] NOT NULL DEFAULT '{}' CHECK (required_guest_fields <@ ARRAY[
      'BUSINESS_PURPOSE', 'HOST_PRESENT', 'EMAIL', 'COMPANY', 'TITLE', 'RELATIONSHIP', 'PUBLIC_OFFICIAL']);

  -- user_id lets proxy_id complete guest lists, on the days from from_date until until_date in the organization's time zone.
  CREATE TABLE proxies (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    proxy_id uuid NOT NULL,
    from_date date NOT NULL,
    until_date date NOT NULL,
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, proxy_id) REFERENCES users (organization_id, id),
    FOREIGN KEY (organization_id, created_by_id) REFERENCES users (organization_id, id),
    CHECK (user_id <> proxy_id),
    CHECK (until_date >= from_date)
  );
  CREATE INDEX proxies_by_user ON proxies (organization_id, user_id) WHERE ended_at IS NULL;
  CREATE INDEX proxies_by_proxy ON proxies (organization_id, proxy_id) WHERE ended_at IS NULL;

  -- Global, like sessions: a link is opened before the organization is known. token_hash: SHA-256 of what the mail carries.
  CREATE TABLE password_links (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    user_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('INVITATION', 'PASSWORD_RESET')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
  );
  CREATE INDEX password_links_by_user ON password_links (organization_id, user_id);
`;
