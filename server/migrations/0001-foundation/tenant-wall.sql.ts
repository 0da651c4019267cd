/** Row-level security for every tenant table: ENABLED, not FORCED, so that the owner can move rows between machines. */
export const TENANT_WALL = `
  DO $$
  DECLARE tenant_table text;
  BEGIN
    FOR tenant_table IN
      SELECT c.table_name FROM information_schema.columns c
      WHERE c.table_schema = 'public' AND c.column_name = 'organization_id'
        AND c.table_name NOT IN ('sign_in_identities', 'sessions')
    LOOP
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
      EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid) '
        || 'WITH CHECK (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', tenant_table);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_rw', tenant_table);
    END LOOP;
  END $$;
  REVOKE UPDATE, DELETE ON audit_entries FROM app_rw;
  GRANT SELECT ON organizations TO app_rw;
`;
