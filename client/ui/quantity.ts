/** What somebody typed as a number of tickets. */
export type QuantityReading =
  | { quantity: number; problem: null }
  | { quantity: null; problem: 'missing' | 'notWhole' }
  | { quantity: number; problem: 'tooMany' };

/** Reads a typed quantity against how many there are. It is judged, never changed. */
export function readQuantity(text: string, available: number): QuantityReading {
  const trimmed = text.trim();
  if (trimmed === '') return { quantity: null, problem: 'missing' };
  if (!/^\d{1,9}$/.test(trimmed) || Number(trimmed) === 0) return { quantity: null, problem: 'notWhole' };
  const quantity = Number(trimmed);
  return quantity > available ? { quantity, problem: 'tooMany' } : { quantity, problem: null };
}
