import { computed } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { useText } from '../i18n/useText.ts';
import { paths } from '../routes.ts';
import { useViewer } from './session.ts';
import { useDeadMailCount } from './useDeadMailCount.ts';

export interface NavigationItem {
  label: string;
  icon: string;
  /** A page of this app, or a plain link where it is a string. */
  to: RouteLocationRaw;
  /** How many things wait there, and the same in words. */
  count?: number;
  countLabel?: string;
  /** Why the viewer cannot go there. */
  disabledReason?: string;
}

export interface NavigationGroup {
  label: string;
  items: NavigationItem[];
}

/** Where the viewer can go. What the role does not open stays in its place, disabled, and says why. */
export function useNavigation() {
  const { t, tc } = useText();
  const viewer = useViewer();
  const deadMailCount = useDeadMailCount();

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
          countLabel: tc('nav.openCount', viewer.value.openOrderCount),
        },
      ],
    },
    ...(viewer.value.viewerCanAdminister.allowed ? [administration()] : []),
    {
      label: t('nav.developers'),
      items: [{ label: t('nav.explorer'), icon: 'i-lucide-braces', to: paths.explorer() }],
    },
  ]);

  /** Only for those who can administer: for everybody else it would be a long list of locks. */
  function administration(): NavigationGroup {
    return {
      label: t('nav.administration'),
      items: [
        { label: t('nav.users'), icon: 'i-lucide-users', to: paths.users() },
        { label: t('nav.contacts'), icon: 'i-lucide-contact', to: paths.contacts() },
        { label: t('nav.usageCategories'), icon: 'i-lucide-tags', to: paths.usageCategories() },
        { label: t('nav.ticketCategories'), icon: 'i-lucide-tickets', to: paths.ticketCategories() },
        { label: t('nav.venues'), icon: 'i-lucide-map-pin', to: paths.venues() },
        { label: t('nav.singleSignOn'), icon: 'i-lucide-key-round', to: paths.singleSignOnSettings() },
        { label: t('nav.auditLog'), icon: 'i-lucide-scroll-text', to: paths.auditLog() },
        { label: t('nav.settings'), icon: 'i-lucide-settings', to: paths.settings() },
        { label: t('nav.apiTokens'), icon: 'i-lucide-key-round', to: paths.apiTokens() },
        {
          label: t('nav.outbox'),
          icon: 'i-lucide-mail',
          to: paths.outbox(deadMailCount.value > 0 ? { status: 'dead' } : {}),
          count: deadMailCount.value,
          countLabel: tc('nav.deadCount', deadMailCount.value),
        },
      ],
    };
  }
}

function restriction(permission: { allowed: boolean; reason: string | null }): { disabledReason?: string } {
  return permission.allowed ? {} : { disabledReason: permission.reason ?? '' };
}
