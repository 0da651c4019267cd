import type { Check } from './check.ts';

/** What an order says about its guest list, against the newest version of it. */
export const WRONG_GUEST_LISTS: Check = {
  name: 'orders that disagree with their guest list',
  statement: `
    SELECT o.id, NULL::uuid AS group_id,
           format('order %s says version %s, %s', o.number, o.guest_list_version,
                  CASE WHEN o.confirmed_at IS NOT NULL THEN 'confirmed' WHEN o.submitted_at IS NOT NULL THEN 'submitted' ELSE 'open' END)
             AS found,
           format('version %s, %s', coalesce(v.version, 0),
                  CASE WHEN v.confirmed_at IS NOT NULL THEN 'confirmed' WHEN v.submitted_at IS NOT NULL THEN 'submitted' ELSE 'open' END)
             AS expected
    FROM orders o LEFT JOIN (
      SELECT DISTINCT ON (l.order_id) l.order_id, l.version, l.submitted_at, l.confirmed_at FROM guest_list_versions l
      WHERE l.organization_id = $1 ORDER BY l.order_id, l.version DESC
    ) v ON v.order_id = o.id
    WHERE o.organization_id = $1
      AND (o.guest_list_version, o.submitted_at IS NULL, o.confirmed_at IS NULL)
          IS DISTINCT FROM (coalesce(v.version, 0), v.submitted_at IS NULL, v.confirmed_at IS NULL)`,
  says: {
    one: '1 order says something else about its guest list than the newest version of it',
    many: 'orders say something else about their guest list than the newest version of it',
  },
  advice:
    'Look at the history of the order. If the newest version is right, reopen the order or save its guest list once more: both ' +
    'make a new version that the order agrees with.',
  isRepairable: false,
};
