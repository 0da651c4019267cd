/** A picture for a device such as "Safari on iPhone". */
export function deviceIcon(device: string | null): string {
  if (device === null) return 'i-lucide-circle-help';
  return /iPhone|iPad|Android/.test(device) ? 'i-lucide-smartphone' : 'i-lucide-monitor';
}
