import { type Checked, right, wrong } from './row-error.ts';

/** Reads a time of day, 12 hours with AM or PM or 24 hours, and returns it as `HH:MM`; null when it is unknown. */
export function parseLocalTime(text: string): Checked<string | null> {
  if (UNKNOWN.test(text)) return right(null);
  const parts = TIME.exec(text)?.groups;
  const hour = Number(parts?.['hour']);
  const minute = Number(parts?.['minute'] ?? 0);
  const half = parts?.['half']?.toLowerCase();
  const inRange = half ? hour >= 1 && hour <= 12 : hour <= 23 && parts?.['minute'] !== undefined;
  if (!parts || !inRange || minute > 59) {
    return wrong('Write the time as 7:30 PM or 19:30, or leave it empty (or TBA) where it is not known.');
  }
  const hours = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  return right(`${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}

const UNKNOWN = /^(|tba|tbd|tbc)$/i;
const TIME = /^(?<hour>\d{1,2})(:(?<minute>\d{2})(:\d{2})?)?\s*((?<half>[ap])\.?\s?m\.?)?$/i;
