import type { RouteRecordRaw } from 'vue-router';

/** The pages under Administration. */
export const administrationRoutes: RouteRecordRaw[] = [
  {
    path: '/administration/users',
    component: () => import('./features/administration/users/UsersPage.vue'),
    meta: { titleKey: 'users.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/users/new',
    component: () => import('./features/administration/users/NewUserPage.vue'),
    meta: { titleKey: 'users.new.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/users/:userId',
    component: () => import('./features/administration/users/UserPage.vue'),
    props: true,
    meta: { titleKey: 'users.userTitle', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/contacts',
    component: () => import('./features/administration/contacts/ContactsPage.vue'),
    meta: { titleKey: 'contacts.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/usage-categories',
    component: () => import('./features/administration/usage-categories/UsageCategoriesPage.vue'),
    meta: { titleKey: 'usageCategories.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/ticket-categories',
    component: () => import('./features/administration/ticket-categories/TicketCategoriesPage.vue'),
    meta: { titleKey: 'ticketCategories.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/venues',
    component: () => import('./features/administration/venues/VenuesPage.vue'),
    meta: { titleKey: 'venues.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/venues/new',
    component: () => import('./features/administration/venues/NewVenuePage.vue'),
    meta: { titleKey: 'venues.new.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/venues/:venueId',
    component: () => import('./features/administration/venues/VenuePage.vue'),
    props: true,
    meta: { titleKey: 'venues.venueTitle', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/settings',
    component: () => import('./features/administration/settings/SettingsPage.vue'),
    meta: { titleKey: 'settings.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/api-tokens',
    component: () => import('./features/administration/api-tokens/ApiTokensPage.vue'),
    meta: { titleKey: 'apiTokens.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/single-sign-on',
    component: () => import('./features/administration/single-sign-on/SingleSignOnPage.vue'),
    meta: { titleKey: 'singleSignOn.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/audit-log',
    component: () => import('./features/administration/audit-log/AuditLogPage.vue'),
    meta: { titleKey: 'auditLog.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/outbox',
    component: () => import('./features/administration/outbox/OutboxPage.vue'),
    meta: { titleKey: 'outbox.title', permission: 'viewerCanAdminister' },
  },
  {
    path: '/administration/outbox/:mailId',
    component: () => import('./features/administration/outbox/MailPage.vue'),
    props: true,
    meta: { titleKey: 'outbox.mailTitle', permission: 'viewerCanAdminister' },
  },
];
