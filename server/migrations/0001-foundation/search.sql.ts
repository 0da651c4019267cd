/*
 * Text search cannot use a trigram index under row-level security (its operators are not leakproof), so it goes through these
 * functions. They run as the owner, with a fixed search_path, and filter by app.organization_id themselves. The needle arrives
 * folded by the application (lower case, no accents) and is matched literally, or by similarity for small typing errors.
 */
export const SEARCH = `
  CREATE FUNCTION app_organization_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

  CREATE FUNCTION like_literal(needle text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN '%' || replace(replace(replace(needle, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';

  CREATE FUNCTION search_events(needle text) RETURNS TABLE (event_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    WITH matching_venues AS (
      SELECT id FROM venues
      WHERE organization_id = app_organization_id() AND (name_key LIKE like_literal(needle) OR needle <% name_key)
    )
    SELECT id FROM events
    WHERE organization_id = app_organization_id() AND (name_key LIKE like_literal(needle) OR needle <% name_key)
    UNION
    SELECT e.id FROM events e JOIN matching_venues v ON v.id = e.venue_id
    WHERE e.organization_id = app_organization_id()
  $$;

  CREATE FUNCTION search_users(needle text) RETURNS TABLE (id uuid, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    SELECT t.id, CASE WHEN search_text LIKE like_literal(needle) THEN 2 ELSE 0 END::real + word_similarity(needle, search_text)
    FROM users t
    WHERE organization_id = app_organization_id() AND (search_text LIKE like_literal(needle) OR needle <% search_text)
  $$;

  CREATE FUNCTION search_contacts(needle text) RETURNS TABLE (id uuid, rank real)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    SELECT t.id, CASE WHEN search_text LIKE like_literal(needle) THEN 2 ELSE 0 END::real + word_similarity(needle, search_text)
    FROM contacts t
    WHERE organization_id = app_organization_id() AND (search_text LIKE like_literal(needle) OR needle <% search_text)
  $$;

  REVOKE ALL ON FUNCTION search_events(text), search_users(text), search_contacts(text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION search_events(text), search_users(text), search_contacts(text) TO app_rw;
`;
