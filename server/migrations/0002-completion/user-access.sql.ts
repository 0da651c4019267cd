/*
 * Whether users can sign in is written in global tables, which tenants cannot read. This function tells Super Users, for the users
 * of the transaction's organization, whether there is a password and until when an invitation is open; never a hash or a token.
 */
export const USER_ACCESS = `
  CREATE FUNCTION user_access(user_ids uuid[]) RETURNS TABLE (user_id uuid, has_password boolean, invited_until timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.id,
      EXISTS (SELECT FROM sign_in_identities i WHERE i.organization_id = u.organization_id AND i.user_id = u.id),
      (SELECT max(l.expires_at) FROM password_links l
       WHERE l.organization_id = u.organization_id AND l.user_id = u.id AND l.kind = 'INVITATION' AND l.used_at IS NULL)
    FROM users u
    WHERE u.organization_id = app_organization_id() AND u.id = ANY (user_ids)
  $$;
  REVOKE ALL ON FUNCTION user_access(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION user_access(uuid[]) TO app_rw;

  -- Imports of employees used to copy names and addresses here. The trail holds ids, roles and states only.
  UPDATE audit_entries
  SET before = before - '{name,email,emailKey,jobTitle,department,division}'::text[],
      after = after - '{name,email,emailKey,jobTitle,department,division}'::text[]
  WHERE action = 'user.updated';
`;
