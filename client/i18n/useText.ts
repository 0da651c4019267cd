import { computed } from 'vue';
import * as format from './format.ts';
import { formatLocale, language, t, te } from './i18n.ts';

/** The words and the formats of the chosen language, for templates and composables. */
export function useText() {
  const locale = computed(() => formatLocale(language.value));

  return {
    t,
    te,
    /** A message with a plural: `{n}` in it is the count, written with the language's separators. */
    tc: (key: string, count: number, named: Record<string, unknown> = {}) =>
      t(key, { n: format.formatNumber(locale.value, count), ...named }, count),
    language,
    locale,
    eventStart: (event: format.EventMoment) => format.formatEventStart(locale.value, event, t('ui.timeUnknown')),
    localDate: (date: string) => format.formatLocalDate(locale.value, date),
    shortDate: (date: string) => format.formatShortDate(locale.value, date),
    /** An instant, in the zone that is given. */
    instant: (instant: string, timeZone: string) => format.formatInstant(locale.value, instant, timeZone),
    age: (date: string, timeZone: string) => format.formatAge(locale.value, date, timeZone, new Date()),
    money: (money: format.MoneyAmount) => format.formatMoney(locale.value, money),
    moneyList: (amounts: readonly format.MoneyAmount[], compact = false) =>
      format.formatMoneyList(locale.value, amounts, compact),
    number: (value: number) => format.formatNumber(locale.value, value),
    list: (items: readonly string[]) => format.formatList(locale.value, items),
  };
}
