/* Sessions can be listed and ended. Tenants see those of their organization through a function that never shows a hash. */
export const SESSIONS = `
  -- Browser and system in a few words, such as "Firefox on Windows"; null where the browser named neither.
  ALTER TABLE sessions ADD COLUMN device text;

  CREATE FUNCTION organization_sessions(wanted_user_ids uuid[], wanted_ids uuid[])
  RETURNS TABLE (id uuid, organization_id uuid, user_id uuid, device text, created_at timestamptz, last_seen_at timestamptz,
                 expires_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.id, s.organization_id, s.user_id, s.device, s.created_at, s.last_seen_at, s.expires_at
    FROM sessions s
    WHERE s.organization_id = app_organization_id()
      AND (wanted_user_ids IS NULL OR s.user_id = ANY (wanted_user_ids))
      AND (wanted_ids IS NULL OR s.id = ANY (wanted_ids))
  $$;
  REVOKE ALL ON FUNCTION organization_sessions(uuid[], uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION organization_sessions(uuid[], uuid[]) TO app_rw;
`;
