import { useText } from '../../i18n/useText.ts';
import { useViewer } from '../../shell/session.ts';

const instantPattern = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Facts of the audit trail in the reader's words; what has no word yet is shown as it is on file. */
export function useFactText() {
  const { t, te, instant } = useText();
  const viewer = useViewer();

  return {
    nameOf: (key: string) => (te(`history.facts.${key}`) ? t(`history.facts.${key}`) : key),
    valueOf(value: string | null): string {
      if (value === null) return t('history.nothing');
      if (instantPattern.test(value)) return instant(value, viewer.value.organization.timeZone);
      return te(`history.values.${value}`) ? t(`history.values.${value}`) : value;
    },
    actionOf: (action: string) => (te(`history.actions.${action}`) ? t(`history.actions.${action}`) : action),
  };
}
