export const GLOBAL_TABLES = `
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
