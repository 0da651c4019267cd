/** A range of calendar dates, both ends included; null is open. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

/** The ranges that are asked for most. A season begins on August 1, as those of most leagues do by and large. */
export const datePresets = ['any', 'last7', 'last30', 'last90', 'season'] as const;

export type DatePreset = (typeof datePresets)[number];

/** The dates that a preset means today; it ends today. */
export function rangeOfPreset(preset: DatePreset, today: string): DateRange {
  switch (preset) {
    case 'any':
      return { from: null, to: null };
    case 'last7':
      return { from: addDays(today, -6), to: today };
    case 'last30':
      return { from: addDays(today, -29), to: today };
    case 'last90':
      return { from: addDays(today, -89), to: today };
    case 'season':
      return { from: seasonStart(today), to: today };
  }
}

/** Which preset a range is today, or `custom`. */
export function presetOfRange(range: DateRange, today: string): DatePreset | 'custom' {
  const matches = (preset: DatePreset) => {
    const { from, to } = rangeOfPreset(preset, today);
    return from === range.from && to === range.to;
  };
  return datePresets.find(matches) ?? 'custom';
}

function seasonStart(today: string): string {
  const year = Number(today.slice(0, 4));
  return today.slice(5) >= '08-01' ? `${year}-08-01` : `${year - 1}-08-01`;
}

function addDays(localDate: string, days: number): string {
  const date = new Date(`${localDate}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
