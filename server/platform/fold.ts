/**
 * Text as it is compared and searched: lower case, accents off, white space collapsed. "  Zoë  MÜLLER " and "zoe muller" are
 * the same. Stored in `*_key` and `search_text` columns by whoever writes the row.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/æ/g, 'ae')
    .replace(/\s+/g, ' ')
    .trim();
}
