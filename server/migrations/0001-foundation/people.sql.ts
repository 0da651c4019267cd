export const PEOPLE = `
  CREATE TABLE users (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    email text NOT NULL,
    email_key text NOT NULL,
    search_text text NOT NULL,
    job_title text,
    department text,
    division text,
    manager_id uuid,
    role text NOT NULL CHECK (role IN ('EMPLOYEE', 'MANAGER', 'TICKET_MANAGER', 'INVENTORY_MANAGER', 'SUPER_USER')),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, email_key),
    FOREIGN KEY (organization_id, manager_id) REFERENCES users (organization_id, id) DEFERRABLE INITIALLY DEFERRED
  );
  CREATE INDEX users_by_manager ON users (organization_id, manager_id);
  CREATE INDEX users_by_name ON users (organization_id, search_text, id);
  CREATE INDEX users_search ON users USING gin (search_text gin_trgm_ops);

  CREATE TABLE contacts (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    email text,
    company text,
    title text,
    search_text text NOT NULL,
    visibility text NOT NULL CHECK (visibility IN ('SHARED', 'PRIVATE')),
    created_by_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, created_by_id) REFERENCES users (organization_id, id)
  );
  CREATE INDEX contacts_by_name ON contacts (organization_id, search_text, id);
  CREATE INDEX contacts_search ON contacts USING gin (search_text gin_trgm_ops);

  CREATE TABLE system_profiles (
    organization_id uuid NOT NULL REFERENCES organizations (id),
    id uuid NOT NULL,
    name text NOT NULL CHECK (name <> ''),
    name_key text NOT NULL,
    PRIMARY KEY (organization_id, id),
    UNIQUE (organization_id, name_key)
  );
`;
