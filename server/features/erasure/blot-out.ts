import type { WriteTransaction } from '../../platform/database/transaction.ts';

/** Text that people and files wrote freely, where somebody's name or address may stand. The audit trail never holds them. */
const FREE_TEXT: Record<string, readonly string[]> = {
  backfills: ['note'],
  guest_list_versions: ['business_purpose', 'duplicate_reason', 'reopen_reason'],
  guests: ['relationship'],
  import_files: ['name'],
  import_row_errors: ['value', 'message'],
  orders: ['notes'],
  tickets: ['notes'],
};
const BLOT = '[erased]';

/**
 * Replaces names and addresses in free text, whatever the case. A name of one word is left alone there: it would take other
 * people's with it, and ordinary words.
 */
export async function blotOut(tx: WriteTransaction, texts: readonly (string | null)[]): Promise<void> {
  const wanted = texts.filter((text) => text !== null && /[\s@]/.test(text.trim()));
  if (wanted.length === 0) return;
  const pattern = `(?<!\\w)(${wanted.map((text) => literal(text ?? '')).join('|')})(?!\\w)`;
  for (const [table, columns] of Object.entries(FREE_TEXT)) {
    const sets = columns.map((column) => `${column} = regexp_replace(${column}, $2, $3, 'gi')`);
    const found = columns.map((column) => `${column} ~* $2`);
    await tx.execute(`UPDATE ${table} SET ${sets.join(', ')} WHERE organization_id = $1 AND (${found.join(' OR ')})`, [
      tx.organizationId,
      pattern,
      BLOT,
    ]);
  }
}

/** The text as a regular expression that matches it, however its words are spaced. */
function literal(text: string): string {
  return text
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&'))
    .join('\\s+');
}
