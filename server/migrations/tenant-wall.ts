const IS_OWN = `organization_id = nullif(current_setting('app.organization_id', true), '')::uuid`;

/** Row-level security for tables that a migration adds: ENABLED, not FORCED, so that the owner can move rows between machines. */
export function tenantWall(...tables: string[]): string {
  return tables
    .map(
      (table) => `
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  CREATE POLICY tenant ON ${table} USING (${IS_OWN}) WITH CHECK (${IS_OWN});`,
    )
    .join('');
}
