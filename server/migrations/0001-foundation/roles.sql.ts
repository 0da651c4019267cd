export const ROLES = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_rw') THEN
      CREATE ROLE app_rw NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object THEN NULL;
  END $$;
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  GRANT USAGE ON SCHEMA public TO app_rw;
`;
