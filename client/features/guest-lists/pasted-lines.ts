/** One guest of a pasted list; what it does not say is null. */
export interface PastedGuest {
  name: string | null;
  email: string | null;
  company: string | null;
}

const email = /[^\s@<>(),;"'\t]+@[^\s@<>(),;"'\t]+\.[^\s@<>(),;"'\t]+/;
const headers = new Set(['name', 'guest', 'guests', 'gast', 'gäste', 'email', 'e-mail', 'mail', 'company', 'firma']);

/**
 * Reads a list of guests as people have it at hand: from a mail ("Name <email>; Name <email>"), a table (cells that are
 * separated by tabs) or a text file ("Name, email, company"). A first line with the names of columns is left out.
 */
export function readPastedGuests(text: string): PastedGuest[] {
  const lines = text
    .split(/[\r\n;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isHeader = lines[0]?.split(/[,\t]/).every((cell) => headers.has(clean(cell).toLowerCase()));
  return (isHeader ? lines.slice(1) : lines).map(readLine);
}

function readLine(line: string): PastedGuest {
  const address = email.exec(line)?.[0] ?? null;
  if (line.includes('\t')) return fromCells(line.split('\t'), address);
  const bracket = line.indexOf('<');
  // "Roe, Kim <kim.roe@example.com>": mail programs put the last name first.
  if (address && bracket >= 0) return { name: inOrder(clean(line.slice(0, bracket))), email: address, company: null };
  return fromCells(line.split(','), address);
}

function fromCells(cells: readonly string[], address: string | null): PastedGuest {
  const others = cells.map((cell) => clean(address ? cell.replace(address, '') : cell)).filter((cell) => cell !== '');
  return { name: others[0] ?? null, email: address, company: others[1] ?? null };
}

function inOrder(name: string): string | null {
  const [last = '', first = ''] = name.split(',').map((part) => part.trim());
  return (name.includes(',') && first !== '' ? `${first} ${last}` : name) || null;
}

/** Without quotes, brackets, list marks and numbers around it. */
function clean(text: string): string {
  return text
    .replace(/[<>"()]/g, ' ')
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
