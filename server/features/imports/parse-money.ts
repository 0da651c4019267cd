import { type Checked, right, wrong } from './row-error.ts';

/** Reads an amount and returns it in hundredths; null when it is unknown, which is never the same as 0. */
export function parseFaceValue(text: string): Checked<number | null> {
  if (text === '') return right(null);
  const parts = AMOUNT.exec(text)?.groups;
  if (!parts) {
    return wrong('Write the face value of one ticket as 1250.00, at least 0, or leave it empty where it is not known.');
  }
  const hundredths =
    Number(parts['whole']?.replaceAll(',', '')) * 100 + Number((parts['fraction'] ?? '').padEnd(2, '0').slice(0, 2));
  if (/[1-9]/.test((parts['fraction'] ?? '').slice(2)))
    return wrong('Write the face value with at most two decimals, such as 1250.00.');
  if (hundredths > LARGEST) return wrong('The face value of one ticket may be at most 9,999,999.99.');
  return right(hundredths);
}

/** Reads a currency as an ISO 4217 code; null when none is given. */
export function parseCurrency(text: string): Checked<string | null> {
  if (text === '') return right(null);
  const code = text.toUpperCase();
  if (CURRENCIES.has(code)) return right(code);
  return wrong('Give the currency as an ISO 4217 code of three letters, such as USD, EUR or MXN.');
}

/** Hundredths as the decimal string that the database keeps. */
export function decimalOf(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}

/** A decimal string of the database, with two digits after the point, in hundredths. */
export function hundredthsOf(decimal: string): number {
  return Math.round(Number(decimal) * 100);
}

const AMOUNT = /^\$?\s?(?<whole>\d{1,3}(,\d{3})+|\d{1,12})(\.(?<fraction>\d{1,6}))?$/;
const LARGEST = 999_999_999;
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
