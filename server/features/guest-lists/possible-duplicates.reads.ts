import type { RequestContext } from '../../platform/context.ts';
import { fold } from '../../platform/fold.ts';
import { contactById } from '../people/people.loaders.ts';
import type { PossibleDuplicate } from './guest-candidates.types.ts';

/** How alike two names are that are shown as one person's, from 0 to 1, by their trigrams. */
const VERY_SIMILAR = 0.6;
const MOST = 10;
/** No contact's name or email is longer; looking for more could keep the database busy for seconds. */
const LONGEST = 254;

interface DuplicateRow {
  id: string;
  hasEmail: boolean;
  isHidden: boolean;
}

/**
 * Contacts that may be the person of this name and email. Of private contacts of others it is only said that there is one, not
 * how many, nor whether name or email is the same.
 */
export async function possibleDuplicates(
  ctx: RequestContext,
  name: string,
  email: string | null | undefined,
): Promise<PossibleDuplicate[]> {
  if (name.length > LONGEST || (email ?? '').length > LONGEST) return [];
  const tx = await ctx.read();
  const [nameNeedle, emailNeedle] = [fold(name), fold(email ?? '')];
  if (!nameNeedle && !emailNeedle) return [];
  // A contact's search text begins with its folded name, which is as long as the name, or nearly.
  const rows = await tx.rows<DuplicateRow>(
    `SELECT * FROM (
       SELECT c.id, c.search_text, $4 <> '' AND lower(c.email) = $4 AS "hasEmail",
         NOT (c.visibility = 'SHARED' OR c.created_by_id = $2) AS "isHidden",
         similarity($3, left(c.search_text, char_length(c.name))) AS likeness
       FROM (SELECT id FROM search_contacts($3) WHERE $3 <> '' UNION SELECT id FROM search_contacts($4) WHERE $4 <> '') m
       JOIN contacts c ON c.organization_id = $1 AND c.id = m.id AND c.erased_at IS NULL
     ) alike WHERE "hasEmail" OR likeness >= ${VERY_SIMILAR}
     ORDER BY "hasEmail" DESC, likeness DESC, search_text, id`,
    [tx.organizationId, ctx.viewer.userId, nameNeedle, emailNeedle],
    'possible-duplicate-contacts',
  );
  const visible = rows.filter(({ isHidden }) => !isHidden).slice(0, MOST);
  const found = await Promise.all(
    visible.map(async ({ id, hasEmail }) => ({
      contact: await ctx.loadExisting(contactById, id),
      reason: hasEmail ? 'A contact with this email address exists.' : 'A contact with a very similar name exists.',
    })),
  );
  return rows.some(({ isHidden }) => isHidden) ? [...found, HIDDEN] : found;
}

const HIDDEN: PossibleDuplicate = {
  contact: null,
  reason: 'Somebody else has a private contact that may be the same person.',
};
