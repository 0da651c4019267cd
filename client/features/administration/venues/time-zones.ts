/** Some browsers list zones by names that IANA has replaced since; each is known by the newer one as well. */
const renamed: Record<string, string> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Louisville': 'America/Kentucky/Louisville',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** The time zones that the browser knows, by name. */
export function listTimeZones(): string[] {
  return [...new Set(Intl.supportedValuesOf('timeZone').map((zone) => renamed[zone] ?? zone))].sort();
}

/** Zones whose name has every word of the search, wherever it stands and however it is written: "new york", "New_York". */
export function searchTimeZones(zones: readonly string[], search: string): string[] {
  const words = fold(search).split(' ').filter(Boolean);
  return zones.filter((zone) => words.every((word) => fold(zone).includes(word)));
}

/** How far a zone is from Greenwich at an instant: "GMT-4". */
export function timeZoneOffset(locale: string, zone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(instant);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[_/\s]+/g, ' ');
}
