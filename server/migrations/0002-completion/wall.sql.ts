/** Row-level security for the tables that this migration adds. */
export const WALL = `
  DO $$
  DECLARE tenant_table text;
  BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['settings', 'proxies', 'mails'] LOOP
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
      EXECUTE format('CREATE POLICY tenant ON %I USING (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid) '
        || 'WITH CHECK (organization_id = nullif(current_setting(''app.organization_id'', true), '''')::uuid)', tenant_table);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO app_rw', tenant_table);
    END LOOP;
  END $$;
`;
