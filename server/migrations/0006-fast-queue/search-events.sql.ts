/*
 * The index holds the organization beside the trigrams, so that a search reads entries of one organization only. Names that contain
 * what was typed come first; only where there are none, names that resemble it, because comparing all of them takes most of
 * the time.
 */
export const SEARCH_EVENTS = `
  CREATE EXTENSION IF NOT EXISTS btree_gin;
  DROP INDEX events_search;
  CREATE INDEX events_search ON events USING gin (organization_id, name_key gin_trgm_ops);

  CREATE OR REPLACE FUNCTION search_events(needle text) RETURNS TABLE (event_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.45 AS $$
    WITH containing AS MATERIALIZED (
      SELECT id FROM events WHERE organization_id = app_organization_id() AND name_key LIKE like_literal(needle)
      UNION
      SELECT e.id FROM venues v JOIN events e ON e.organization_id = v.organization_id AND e.venue_id = v.id
      WHERE v.organization_id = app_organization_id() AND v.name_key LIKE like_literal(needle)
    )
    SELECT id FROM containing
    UNION ALL
    SELECT id FROM (
      SELECT id FROM events WHERE organization_id = app_organization_id() AND needle <% name_key
      UNION
      SELECT e.id FROM venues v JOIN events e ON e.organization_id = v.organization_id AND e.venue_id = v.id
      WHERE v.organization_id = app_organization_id() AND needle <% v.name_key
    ) resembling
    WHERE NOT EXISTS (SELECT FROM containing)
  $$;
`;
