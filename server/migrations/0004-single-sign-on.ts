import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantWall } from './tenant-wall.ts';

/** Signing in with an organization's own OpenID provider. */
export class SingleSignOn1764300000000 implements MigrationInterface {
  public async up(runner: QueryRunner): Promise<void> {
    for (const part of [SETTINGS, SIGN_IN, PASSWORDS]) await runner.query(part);
  }

  public async down(): Promise<void> {
    throw new Error('This migration is not reverted: restore a backup from before it instead.');
  }
}

const SETTINGS = `
  -- At most one row for each organization. client_secret: sealed with SECRETS_KEY. role_without_match null: refused.
  CREATE TABLE single_sign_on (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    is_enabled boolean NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    client_secret bytea,
    extra_scopes text[] NOT NULL,
    trusts_emails boolean NOT NULL,
    claims jsonb NOT NULL,
    role_claim text,
    role_mappings jsonb NOT NULL,
    role_without_match text CHECK (role_without_match IN ('EMPLOYEE', 'MANAGER', 'TICKET_MANAGER', 'INVENTORY_MANAGER', 'SUPER_USER')),
    allows_passwords boolean NOT NULL,
    version int NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id),
    CHECK (is_enabled OR allows_passwords)
  );
  -- Whom the provider means by a subject. One user has one subject at a provider.
  CREATE TABLE single_sign_on_links (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, issuer, subject),
    UNIQUE (organization_id, user_id, issuer),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
  );
  ${tenantWall('single_sign_on', 'single_sign_on_links')}
  GRANT SELECT, INSERT, UPDATE, DELETE ON single_sign_on, single_sign_on_links TO app_rw;
`;

const SIGN_IN = `
  -- Global: asked before the organization is known. A domain belongs to one organization of the whole deployment.
  CREATE TABLE single_sign_on_domains (
    domain text PRIMARY KEY CHECK (domain = lower(domain)),
    organization_id uuid NOT NULL REFERENCES organizations (id)
  );
  CREATE INDEX single_sign_on_domains_by_organization ON single_sign_on_domains (organization_id);
  -- Global, and gone after minutes: what a browser went to the provider with. Both hashes are SHA-256 of random values.
  CREATE TABLE single_sign_on_attempts (
    state_hash bytea PRIMARY KEY,
    browser_hash bytea NOT NULL,
    organization_id uuid NOT NULL REFERENCES organizations (id),
    settings_version int NOT NULL,
    nonce text NOT NULL,
    code_verifier text NOT NULL,
    return_to text NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX single_sign_on_attempts_by_expiry ON single_sign_on_attempts (expires_at);
  -- Signing out of such a session goes on to the provider.
  ALTER TABLE sessions ADD COLUMN is_single_sign_on boolean NOT NULL DEFAULT false;
  CREATE FUNCTION single_sign_on_of_domain(wanted_domain text)
  RETURNS TABLE (organization_id uuid, organization_slug text, issuer text, allows_passwords boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT s.organization_id, o.slug, s.issuer, s.allows_passwords
    FROM single_sign_on_domains d
    JOIN single_sign_on s ON s.organization_id = d.organization_id
    JOIN organizations o ON o.id = d.organization_id
    WHERE d.domain = wanted_domain AND s.is_enabled
      AND NOT (o.is_demo AND EXISTS (SELECT FROM organizations WHERE NOT is_demo))
  $$;
  REVOKE ALL ON FUNCTION single_sign_on_of_domain(text) FROM PUBLIC;
  -- An organization sees its own domains, and no others.
  CREATE FUNCTION own_single_sign_on_domains() RETURNS TABLE (domain text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT d.domain FROM single_sign_on_domains d WHERE d.organization_id = app_organization_id() ORDER BY d.domain
  $$;
  REVOKE ALL ON FUNCTION own_single_sign_on_domains() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION own_single_sign_on_domains() TO app_rw;
`;

/** Where passwords are switched off, nobody is a candidate: neither for signing in nor for a link to reset one. */
const PASSWORDS = `
  CREATE OR REPLACE FUNCTION sign_in_candidates(wanted_email_key text)
  RETURNS TABLE (organization_id uuid, organization_slug text, user_id uuid, password_hash text, is_active boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT i.organization_id, o.slug, i.user_id, i.password_hash, u.is_active
    FROM sign_in_identities i
    JOIN organizations o ON o.id = i.organization_id
    JOIN users u ON u.organization_id = i.organization_id AND u.id = i.user_id
    WHERE i.email_key = wanted_email_key
      -- The demo's passwords are known to everybody: beside a real organization its doors are closed.
      AND NOT (o.is_demo AND EXISTS (SELECT FROM organizations WHERE NOT is_demo))
      AND NOT EXISTS (SELECT FROM single_sign_on s WHERE s.organization_id = i.organization_id AND NOT s.allows_passwords)
    ORDER BY o.slug LIMIT 20
  $$;
`;
