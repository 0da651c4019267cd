/*
 * What sign-in and the session cookie need before the organization is known. Only the login role may call these (the grant is
 * made after each migration run); they answer for one exact address or one exact token.
 */
export const SIGN_IN = `
  CREATE FUNCTION sign_in_candidates(wanted_email_key text)
  RETURNS TABLE (organization_id uuid, organization_slug text, user_id uuid, password_hash text, is_active boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.organization_id, o.slug, i.user_id, i.password_hash, u.is_active
    FROM sign_in_identities i
    JOIN organizations o ON o.id = i.organization_id
    JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id
    WHERE i.email_key = wanted_email_key
      -- The demo's passwords are known to everybody: beside a real organization its doors are closed.
      AND NOT (o.is_demo AND EXISTS (SELECT FROM organizations WHERE NOT is_demo))
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
