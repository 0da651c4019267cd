/** A file's size for a person: "812 byte", "48 kB", "1.4 MB". */
export function byteText(locale: string, bytes: number): string {
  const [unit, size] =
    bytes < 1000 ? (['byte', 1] as const) : bytes < 1e6 ? (['kilobyte', 1e3] as const) : (['megabyte', 1e6] as const);
  const style = { style: 'unit', unit, unitDisplay: unit === 'byte' ? 'long' : 'short' } as const;
  const maximumFractionDigits = unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits }).format(bytes / size);
}
