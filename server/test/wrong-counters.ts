/** The ids of the ticket groups of organization $1 where held is not ordered + unresolved, or a counter is not what a recount gives. */
export const WRONG_COUNTERS = `
  SELECT g.id FROM ticket_groups g JOIN tickets t ON t.organization_id = g.organization_id AND t.ticket_group_id = g.id
  LEFT JOIN order_tickets o ON o.organization_id = t.organization_id AND o.ticket_id = t.id AND o.released_at IS NULL
  WHERE g.organization_id = $1
  GROUP BY g.organization_id, g.id
  HAVING g.held_count <> count(t.id)
      OR g.unresolved_count <> count(*) FILTER (WHERE t.state = 'UNRESOLVED')
      OR g.held_count - g.unresolved_count <> count(o.ticket_id)
      OR count(*) FILTER (WHERE (t.state = 'ORDERED') <> (o.ticket_id IS NOT NULL)) > 0
      OR g.unresolved_value <> coalesce(sum(t.face_value) FILTER (WHERE t.state = 'UNRESOLVED'), 0)
      OR g.unresolved_without_value_count <> count(*) FILTER (WHERE t.state = 'UNRESOLVED' AND t.face_value IS NULL)`;
