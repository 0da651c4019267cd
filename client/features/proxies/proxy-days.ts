const longestDays = 366;

/** What is wrong with the days of a proxy. */
export type DaysProblem = 'missing' | 'endsBefore' | 'past' | 'tooLong';

/** Both days count; an empty text is a day that nobody chose. */
export function daysProblem(from: string, until: string, today: string): DaysProblem | undefined {
  if (from === '' || until === '') return 'missing';
  if (until < from) return 'endsBefore';
  if (until < today) return 'past';
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
  return days > longestDays ? 'tooLong' : undefined;
}
