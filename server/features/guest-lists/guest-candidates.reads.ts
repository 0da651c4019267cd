import type { RequestContext } from '../../platform/context.ts';
import { searchNeedle } from '../../platform/search-needle.ts';
import { contactById, userById } from '../people/people.loaders.ts';
import type { GuestCandidate } from './guest-candidates.types.ts';

/** How many of the viewer's latest saves count as recent. */
const RECENT_SAVES = 50;

interface CandidateRow {
  kind: 'USER' | 'CONTACT';
  id: string;
  isRecent: boolean;
}

/**
 * The directory and the contacts that the viewer may choose, in one list: first whom the viewer named lately, then the best match,
 * else by name. People who were erased are nobody's guests any more.
 */
export async function guestCandidates(
  ctx: RequestContext,
  search: string | null | undefined,
  first: number,
): Promise<GuestCandidate[]> {
  const tx = await ctx.read();
  const needle = searchNeedle(search);
  const values: unknown[] = [tx.organizationId, ctx.viewer.userId, first];
  const rows = await tx.rows<CandidateRow>(
    `WITH recent AS (
       SELECT coalesce(g.user_id, g.contact_id) AS id, max(v.saved_at) AS used_at
       FROM (SELECT id, saved_at FROM guest_list_versions WHERE organization_id = $1 AND saved_by_id = $2
             ORDER BY saved_at DESC LIMIT ${RECENT_SAVES}) v
       JOIN guests g ON g.organization_id = $1 AND g.guest_list_version_id = v.id AND g.system_profile_id IS NULL
       GROUP BY 1)
     SELECT c.kind, c.id, r.id IS NOT NULL AS "isRecent"
     FROM (${needle ? MATCHES : EVERYBODY}) c LEFT JOIN recent r ON r.id = c.id
     ORDER BY r.id IS NULL, c.rank DESC, r.used_at DESC NULLS LAST, c.search_text, c.id LIMIT $3`,
    needle ? [...values, needle] : values,
    needle ? 'guest-candidates' : 'guest-candidates-by-name',
  );
  return Promise.all(rows.map((row) => candidateOf(ctx, row)));
}

const MAY_CHOOSE = `c.erased_at IS NULL AND (c.visibility = 'SHARED' OR c.created_by_id = $2)`;

const MATCHES = `
  SELECT 'USER' AS kind, u.id, m.rank, u.search_text FROM search_users($4) m
  JOIN users u ON u.organization_id = $1 AND u.id = m.id WHERE u.erased_at IS NULL
  UNION ALL
  SELECT 'CONTACT', c.id, m.rank, c.search_text FROM search_contacts($4) m
  JOIN contacts c ON c.organization_id = $1 AND c.id = m.id WHERE ${MAY_CHOOSE}`;

/** Without a search: whoever is recent, and as many by name as can be asked for. */
const EVERYBODY = `
  (SELECT 'USER' AS kind, u.id, 0 AS rank, u.search_text FROM users u
   WHERE u.organization_id = $1 AND u.erased_at IS NULL ORDER BY u.search_text, u.id LIMIT $3)
  UNION
  (SELECT 'CONTACT', c.id, 0, c.search_text FROM contacts c
   WHERE c.organization_id = $1 AND ${MAY_CHOOSE} ORDER BY c.search_text, c.id LIMIT $3)
  UNION
  SELECT 'USER', u.id, 0, u.search_text FROM recent JOIN users u ON u.organization_id = $1 AND u.id = recent.id
  WHERE u.erased_at IS NULL
  UNION
  SELECT 'CONTACT', c.id, 0, c.search_text FROM recent JOIN contacts c ON c.organization_id = $1 AND c.id = recent.id
  WHERE ${MAY_CHOOSE}`;

async function candidateOf(ctx: RequestContext, { kind, id, isRecent }: CandidateRow): Promise<GuestCandidate> {
  return kind === 'USER'
    ? { user: await ctx.loadExisting(userById, id), contact: null, isRecent }
    : { user: null, contact: await ctx.loadExisting(contactById, id), isRecent };
}
