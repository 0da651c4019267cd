/*
 * A search within a range of ends reads the events of that range alone. Names that resemble what was typed count only where no
 * name of the organization contains it, within the range or not, so that a range only ever narrows. The needle decides which
 * index is the shorter way: a plan made for any needle would not know. With "most" it ends when it has found that many.
 */
export const SEARCH_EVENTS = `
  DROP FUNCTION search_events(text, timestamptz, timestamptz);
  CREATE FUNCTION search_events(
    needle text, ends_from timestamptz DEFAULT '-infinity', ends_to timestamptz DEFAULT 'infinity', most int DEFAULT NULL
  )
  RETURNS TABLE (event_id uuid, resembles boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.45
  SET plan_cache_mode = force_custom_plan AS $$
    DECLARE
      own uuid := app_organization_id();
      pattern text := like_literal(needle);
    BEGIN
      RETURN QUERY
        SELECT found.id, false FROM (
          (SELECT id FROM events
           WHERE organization_id = own AND ends_at BETWEEN ends_from AND ends_to AND name_key LIKE pattern LIMIT most)
          UNION
          (SELECT e.id FROM venues v JOIN events e ON e.organization_id = v.organization_id AND e.venue_id = v.id
           WHERE v.organization_id = own AND v.name_key LIKE pattern AND e.ends_at BETWEEN ends_from AND ends_to LIMIT most)
        ) found LIMIT most;
      IF FOUND OR EXISTS (
        SELECT FROM events WHERE organization_id = own AND name_key LIKE pattern
      ) OR EXISTS (
        SELECT FROM venues v JOIN events e ON e.organization_id = v.organization_id AND e.venue_id = v.id
        WHERE v.organization_id = own AND v.name_key LIKE pattern
      ) THEN
        RETURN;
      END IF;
      RETURN QUERY
        SELECT found.id, true FROM (
          (SELECT id FROM events
           WHERE organization_id = own AND ends_at BETWEEN ends_from AND ends_to AND needle <% name_key LIMIT most)
          UNION
          (SELECT e.id FROM venues v JOIN events e ON e.organization_id = v.organization_id AND e.venue_id = v.id
           WHERE v.organization_id = own AND needle <% v.name_key AND e.ends_at BETWEEN ends_from AND ends_to LIMIT most)
        ) found LIMIT most;
    END
  $$;
  REVOKE ALL ON FUNCTION search_events(text, timestamptz, timestamptz, int) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION search_events(text, timestamptz, timestamptz, int) TO app_rw;
`;
