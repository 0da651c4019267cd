/**
 * What can be said about a statement from its words: every table of tenants that it names has its organization compared somewhere,
 * organization_id is never assigned, and an UPDATE calls nothing that answers differently on each machine.
 * It reads words, not the tree of the statement: that the comparison stands in the right place is for the walk without row-level
 * security to show.
 */
export function brokenRules(statement: string, tenantTables: readonly string[]): string[] {
  const text = statement
    .replaceAll(/--.*$/gm, ' ')
    .replaceAll(/'(?:[^']|'')*'/g, `''`)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [...unfiltered(text, tenantTables), ...assigned(text), ...volatile(text)];
}

/** A table where one is named, and the word that follows it, which is not taken away from the next match. */
const NAMED = /\b(?:FROM|JOIN|UPDATE|INTO|USING|,)\s+(?:ONLY\s+)?"?([a-z_]+)"?(?=(?:\s+(?:AS\s+)?("?\w+"?))?)/gi;
const NO_ALIAS =
  /^(on|where|set|using|order|group|limit|left|right|inner|cross|join|for|values|select|returning|union|natural|full|default|as|or|and)$/i;

function unfiltered(text: string, tenantTables: readonly string[]): string[] {
  const sources = [...text.matchAll(NAMED)].filter(([, table = '']) => tenantTables.includes(table));
  return sources.flatMap(([whole, table = '', alias = '']) => {
    // The rows of an INSERT carry the organization as their first column.
    if (/^INTO/i.test(whole))
      return /organization_id/.test(text) ? [] : [`${table} is written without its organization`];
    const name = alias === '' || NO_ALIAS.test(alias) ? table : alias.replaceAll('"', '');
    const qualified = new RegExp(
      `\\b${name}"?\\."?organization_id\\b"?\\s*=|=\\s*"?\\b${name}"?\\."?organization_id\\b`,
    );
    const bare = /(?<![.\w])(?<!\.")"?organization_id"?\s*=/;
    return qualified.test(text) || bare.test(text) ? [] : [`${table} is read without its organization`];
  });
}

function assigned(text: string): string[] {
  // One statement may hold several, each in a part of its WITH.
  const sets = [...text.matchAll(/\bSET\b(.*?)(?:\bWHERE\b|\bFROM\b|\bSET\b|$)/gi)].map(([, set = '']) => set);
  const assigns = /(?:^|,|\()\s*"?organization_id"?\s*(?:=|,|\))/;
  return sets.some((set) => assigns.test(set)) ? ['organization_id is assigned'] : [];
}

function volatile(text: string): string[] {
  if (!/\b(?:UPDATE|MERGE)\b/i.test(text)) return [];
  const found =
    /\b(clock_timestamp|timeofday|random|random_normal|gen_random_uuid|gen_random_bytes|uuid_generate_v\d|uuidv[47]|nextval|currval|lastval)\s*\(/i.exec(
      text,
    )?.[1];
  return found ? [`an UPDATE calls ${found}`] : [];
}
