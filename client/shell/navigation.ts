import { computed } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { useText } from '../i18n/useText.ts';
import { paths } from '../routes.ts';
import { useViewer } from './session.ts';

export interface NavigationItem {
  label: string;
  icon: string;
  /** A page of this app, or a plain link where it is a string. */
  to: RouteLocationRaw;
  /** How many things wait there. */
  count?: number;
  /** Why the viewer cannot go there. */
  disabledReason?: string;
}

export interface NavigationGroup {
  label: string;
  items: NavigationItem[];
}

/** Where the viewer can go. What the role does not open stays in its place, disabled, and says why. */
export function useNavigation() {
  const { t } = useText();
  const viewer = useViewer();

  return computed<NavigationGroup[]>(() => [
    {
      label: t('nav.inventory'),
      items: [
        {
          label: t('nav.backfillTickets'),
          icon: 'i-lucide-ticket-check',
          to: paths.backfillTickets(),
          ...restriction(viewer.value.viewerCanSeeUnusedQueue),
        },
        {
          label: t('nav.import'),
          icon: 'i-lucide-upload',
          to: paths.imports(),
          ...restriction(viewer.value.viewerCanImportInventory),
        },
        {
          label: t('nav.events'),
          icon: 'i-lucide-calendar-days',
          to: paths.events(),
          ...restriction(viewer.value.viewerCanUpdateEvents),
        },
      ],
    },
    {
      label: t('nav.orders'),
      items: [
        {
          label: t('nav.myOrders'),
          icon: 'i-lucide-clipboard-list',
          to: paths.myOrders(),
          count: viewer.value.openOrderCount,
        },
      ],
    },
    {
      label: t('nav.developers'),
      items: [{ label: t('nav.explorer'), icon: 'i-lucide-braces', to: paths.explorer() }],
    },
  ]);
}

function restriction(permission: { allowed: boolean; reason: string | null }): { disabledReason?: string } {
  return permission.allowed ? {} : { disabledReason: permission.reason ?? '' };
}
