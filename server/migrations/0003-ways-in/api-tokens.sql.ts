/*
 * Tokens of programs. The table is global, like sessions: a token is looked up before the organization is known. Tenants read it
 * through a function that knows only their organization and never shows a hash.
 */
export const API_TOKENS = `
  -- token_hash: SHA-256 of the secret; start: its first characters, by which people recognize it.
  CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    user_id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    start text NOT NULL,
    scopes text[] NOT NULL CHECK (
      cardinality(scopes) > 0 AND scopes <@ ARRAY['READ_INVENTORY', 'BACKFILL', 'GUEST_LISTS', 'ADMINISTRATION']),
    created_by_id uuid,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by_id uuid
  );
  CREATE INDEX api_tokens_newest ON api_tokens (organization_id, created_at DESC, id DESC);
  CREATE INDEX api_tokens_by_user ON api_tokens (organization_id, user_id) WHERE revoked_at IS NULL;
  -- Creating the same one twice by mistake ends here.
  CREATE UNIQUE INDEX api_tokens_by_name ON api_tokens (organization_id, name_key) WHERE revoked_at IS NULL;

  -- Whom a token stands for; only the login role may ask (the grant is made after each migration run).
  CREATE FUNCTION api_token_holder(wanted_token_hash bytea)
  RETURNS TABLE (token_id uuid, organization_id uuid, user_id uuid, role text, is_active boolean, scopes text[],
                 expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.id, t.organization_id, t.user_id, u.role, u.is_active, t.scopes, t.expires_at, t.last_used_at, t.revoked_at
    FROM api_tokens t JOIN users u ON u.organization_id = t.organization_id AND u.id = t.user_id
    WHERE t.token_hash = wanted_token_hash
  $$;
  REVOKE ALL ON FUNCTION api_token_holder(bytea) FROM PUBLIC;

  -- The tokens of the transaction's organization, newest first: of these ids, or a page of all.
  CREATE FUNCTION organization_api_tokens(
    wanted_ids uuid[], before_created_at timestamptz, before_id uuid, wanted_count int)
  RETURNS TABLE (id uuid, organization_id uuid, user_id uuid, name text, start text, scopes text[], created_by_id uuid,
                 created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz,
                 revoked_by_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.id, t.organization_id, t.user_id, t.name, t.start, t.scopes, t.created_by_id,
           t.created_at, t.expires_at, t.last_used_at, t.revoked_at, t.revoked_by_id
    FROM api_tokens t
    WHERE t.organization_id = app_organization_id()
      AND (wanted_ids IS NULL OR t.id = ANY (wanted_ids))
      AND (before_id IS NULL OR (t.created_at, t.id) < (before_created_at, before_id))
    ORDER BY t.created_at DESC, t.id DESC LIMIT wanted_count
  $$;
  REVOKE ALL ON FUNCTION organization_api_tokens(uuid[], timestamptz, uuid, int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION organization_api_tokens(uuid[], timestamptz, uuid, int) TO app_rw;

  -- The token with which it was done; null for a session, a command or a job. Its own row may be far away: no foreign key.
  ALTER TABLE audit_entries ADD COLUMN api_token_id uuid;
`;
