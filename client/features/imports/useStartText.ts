import { useText } from '../../i18n/useText.ts';
import { useViewer } from '../../shell/session.ts';

/** Who uploaded an import and when: "Uploaded by Ana Ito, Jun 20, 2026, 7:30 PM EDT". */
export function useStartText(): (started: { createdAt: string; createdBy: { name: string } | null }) => string {
  const { t, instant } = useText();
  const viewer = useViewer();

  return ({ createdAt, createdBy }) => {
    const at = instant(createdAt, viewer.value.organization.timeZone);
    return createdBy
      ? t('imports.recent.by', { name: createdBy.name, instant: at })
      : t('imports.recent.fromTerminal', { instant: at });
  };
}
