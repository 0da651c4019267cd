/*
 * graphile_worker's own add_job fails under the role of tenant transactions, and would believe any organization. This one runs
 * with the owner's rights, stamps the organization of the transaction into the payload, and keeps the keys of organizations
 * apart. The schema graphile_worker is made after the migrations (platform/jobs/migrate-jobs.ts).
 */
export const JOBS = `
  CREATE FUNCTION add_job(task text, payload jsonb, run_at timestamptz, job_key text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    organization text := nullif(current_setting('app.organization_id', true), '')::uuid::text;
  BEGIN
    IF organization IS NULL THEN
      RAISE EXCEPTION 'A job is added inside the transaction of an organization.';
    END IF;
    PERFORM graphile_worker.add_job(
      task,
      (payload || jsonb_build_object('organizationId', organization))::json,
      run_at => add_job.run_at,
      job_key => organization || ':' || task || ':' || add_job.job_key
    );
  END $$;
  REVOKE ALL ON FUNCTION add_job(text, jsonb, timestamptz, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION add_job(text, jsonb, timestamptz, text) TO app_rw;
`;
