import type { ApolloClient } from '@apollo/client';
import type { LocationQuery, RouteLocationRaw, RouteRecordRaw } from 'vue-router';
import { administrationRoutes } from './administration-routes.ts';
import { signInProblems } from './sign-in-problems.ts';
import {
  choiceParam,
  countParam,
  dateParam,
  listParam,
  textParam,
  writeSearch,
  type SearchOf,
} from './search-params.ts';

/** The permissions of the viewer that a page can ask for; see shell/viewer.graphql. */
type PagePermission =
  | 'viewerCanSeeUnusedQueue'
  | 'viewerCanBackfill'
  | 'viewerCanImportInventory'
  | 'viewerCanUpdateEvents'
  | 'viewerCanAdminister';

declare module 'vue-router' {
  interface RouteMeta {
    /** The key of the page's name in the catalogues: the document's title and what is announced on arrival. */
    titleKey?: string;
    /** Open to strangers; every other page asks for a session. */
    isPublic?: boolean;
    /** Public, and of use to somebody who is signed in as well, such as a link from a mail. */
    isForEverybody?: boolean;
    /** The messages that are there from the start are all that it says; see i18n/catalogues.ts. */
    saysFirstMessages?: boolean;
    /** Asks for what the page shows first, before its code is there. */
    askAhead?: (client: ApolloClient, query: LocationQuery) => Promise<void>;
    /** Without it the page tells the reason instead of showing itself. */
    permission?: PagePermission;
  }
}

/** The search parameters of each page that has some. */
export const searchParams = {
  signIn: {
    returnTo: textParam,
    reason: choiceParam('', 'expired'),
    email: textParam,
    problem: choiceParam('', ...signInProblems),
    requestId: textParam,
  },
  backfillTickets: {
    view: choiceParam('event', 'venue'),
    from: dateParam,
    to: dateParam,
    category: listParam,
    venue: listParam,
    q: textParam,
    eventOrder: choiceParam('END_DESC', 'END_ASC'),
    venueOrder: choiceParam('NAME', 'UNUSED_DESC'),
    /** Whether `row` lists the rows that are open or, after "Expand all", those that are closed again. */
    rows: choiceParam('open', 'closed'),
    row: listParam,
    /** How many top rows are shown, so that coming back shows as many. */
    shown: countParam(25, 100),
  },
  myOrders: {
    scope: choiceParam('mine', 'all'),
    tab: choiceParam('open', 'closed'),
    q: textParam,
    shown: countParam(25, 100),
  },
  guestList: { step: choiceParam('edit', 'review') },
  events: {
    q: textParam,
    from: dateParam,
    to: dateParam,
    status: listParam,
    order: choiceParam('START_DESC', 'START_ASC'),
    shown: countParam(25, 100),
  },
  users: { q: textParam, who: choiceParam('all', 'active'), shown: countParam(25, 100) },
  contacts: { q: textParam, shown: countParam(25, 100) },
  outbox: { status: choiceParam('queued', 'sent', 'kept', 'dead'), shown: countParam(25, 100) },
  auditLog: {
    person: textParam,
    behalf: textParam,
    action: listParam,
    subject: textParam,
    from: dateParam,
    to: dateParam,
    shown: countParam(25, 100),
  },
};

export type SignInSearch = SearchOf<typeof searchParams.signIn>;
export type BackfillTicketsSearch = SearchOf<typeof searchParams.backfillTickets>;
export type MyOrdersSearch = SearchOf<typeof searchParams.myOrders>;
export type GuestListSearch = SearchOf<typeof searchParams.guestList>;
export type EventsSearch = SearchOf<typeof searchParams.events>;
export type UsersSearch = SearchOf<typeof searchParams.users>;
export type ContactsSearch = SearchOf<typeof searchParams.contacts>;
export type OutboxSearch = SearchOf<typeof searchParams.outbox>;
export type AuditLogSearch = SearchOf<typeof searchParams.auditLog>;

/** The only builder of paths: a link is written as `paths.order(id)`, never as a string of its own. */
export const paths = {
  home: (): RouteLocationRaw => ({ path: '/' }),
  signIn: (search: Partial<SignInSearch> = {}): RouteLocationRaw => ({
    path: '/sign-in',
    query: writeSearch(searchParams.signIn, search),
  }),
  backfillTickets: (search: Partial<BackfillTicketsSearch> = {}): RouteLocationRaw => ({
    path: '/inventory/backfill-tickets',
    query: writeSearch(searchParams.backfillTickets, search),
  }),
  backfillReview: (backfillId: string): RouteLocationRaw => ({ path: `/backfill/${segment(backfillId)}/review` }),
  backfillDetails: (backfillId: string): RouteLocationRaw => ({ path: `/backfill/${segment(backfillId)}/details` }),
  backfillResult: (backfillId: string): RouteLocationRaw => ({ path: `/backfill/${segment(backfillId)}/result` }),
  myOrders: (search: Partial<MyOrdersSearch> = {}): RouteLocationRaw => ({
    path: '/orders',
    query: writeSearch(searchParams.myOrders, search),
  }),
  order: (orderId: string): RouteLocationRaw => ({ path: `/orders/${segment(orderId)}` }),
  guestList: (orderId: string, search: Partial<GuestListSearch> = {}): RouteLocationRaw => ({
    path: `/orders/${segment(orderId)}/guest-list`,
    query: writeSearch(searchParams.guestList, search),
  }),
  proxies: (): RouteLocationRaw => ({ path: '/proxies' }),
  imports: (): RouteLocationRaw => ({ path: '/inventory/import' }),
  import: (importId: string): RouteLocationRaw => ({ path: `/inventory/import/${segment(importId)}` }),
  events: (search: Partial<EventsSearch> = {}): RouteLocationRaw => ({
    path: '/events',
    query: writeSearch(searchParams.events, search),
  }),
  event: (eventId: string): RouteLocationRaw => ({ path: `/events/${segment(eventId)}` }),
  users: (search: Partial<UsersSearch> = {}): RouteLocationRaw => ({
    path: '/administration/users',
    query: writeSearch(searchParams.users, search),
  }),
  newUser: (): RouteLocationRaw => ({ path: '/administration/users/new' }),
  user: (userId: string): RouteLocationRaw => ({ path: `/administration/users/${segment(userId)}` }),
  contacts: (search: Partial<ContactsSearch> = {}): RouteLocationRaw => ({
    path: '/administration/contacts',
    query: writeSearch(searchParams.contacts, search),
  }),
  usageCategories: (): RouteLocationRaw => ({ path: '/administration/usage-categories' }),
  ticketCategories: (): RouteLocationRaw => ({ path: '/administration/ticket-categories' }),
  venues: (): RouteLocationRaw => ({ path: '/administration/venues' }),
  newVenue: (): RouteLocationRaw => ({ path: '/administration/venues/new' }),
  venue: (venueId: string): RouteLocationRaw => ({ path: `/administration/venues/${segment(venueId)}` }),
  settings: (): RouteLocationRaw => ({ path: '/administration/settings' }),
  singleSignOnSettings: (): RouteLocationRaw => ({ path: '/administration/single-sign-on' }),
  outbox: (search: Partial<OutboxSearch> = {}): RouteLocationRaw => ({
    path: '/administration/outbox',
    query: writeSearch(searchParams.outbox, search),
  }),
  auditLog: (search: Partial<AuditLogSearch> = {}): RouteLocationRaw => ({
    path: '/administration/audit-log',
    query: writeSearch(searchParams.auditLog, search),
  }),
  mail: (mailId: string): RouteLocationRaw => ({ path: `/administration/outbox/${segment(mailId)}` }),
  apiTokens: (): RouteLocationRaw => ({ path: '/administration/api-tokens' }),
  sessions: (): RouteLocationRaw => ({ path: '/sessions' }),
  forgotPassword: (): RouteLocationRaw => ({ path: '/forgot-password' }),
  /** Served by the server, outside this app: it leads to the provider of the address's domain, and back. */
  singleSignOn: (email: string, returnTo: string): string =>
    `/sso/start?${new URLSearchParams({ email, ...(returnTo ? { returnTo } : {}) }).toString()}`,
  /** Served by the server, outside this app: open it with a plain link. */
  explorer: (): string => '/explorer',
};

export const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./shell/HomeRedirect.vue'), meta: { saysFirstMessages: true } },
  {
    path: '/sign-in',
    component: () => import('./shell/SignInPage.vue'),
    meta: { titleKey: 'signIn.title', isPublic: true },
  },
  {
    path: '/forgot-password',
    component: () => import('./features/password-links/ForgotPasswordPage.vue'),
    meta: { titleKey: 'passwordLinks.forgot.title', isPublic: true },
  },
  {
    path: '/set-password',
    component: () => import('./features/password-links/SetPasswordPage.vue'),
    meta: { titleKey: 'passwordLinks.set.title', isPublic: true, isForEverybody: true },
  },
  {
    path: '/inventory/backfill-tickets',
    component: () => import('./features/backfill/BackfillTicketsPage.vue'),
    meta: {
      titleKey: 'backfill.title',
      permission: 'viewerCanSeeUnusedQueue',
      saysFirstMessages: true,
      askAhead: async (client, query) =>
        (await import('./features/backfill/ask-first-events.ts')).askFirstEvents(client, query),
    },
  },
  {
    path: '/backfill/:backfillId/review',
    component: () => import('./features/backfill/BackfillReviewPage.vue'),
    props: true,
    meta: { titleKey: 'backfillReview.title', permission: 'viewerCanBackfill' },
  },
  {
    path: '/backfill/:backfillId/details',
    component: () => import('./features/backfill/BackfillDetailsPage.vue'),
    props: true,
    meta: { titleKey: 'backfillDetails.title', permission: 'viewerCanBackfill' },
  },
  {
    path: '/backfill/:backfillId/result',
    component: () => import('./features/backfill/BackfillResultPage.vue'),
    props: true,
    meta: { titleKey: 'backfillResult.title', permission: 'viewerCanBackfill' },
  },
  {
    path: '/orders',
    component: () => import('./features/orders/MyOrdersPage.vue'),
    meta: { titleKey: 'orders.title' },
  },
  {
    path: '/orders/:orderId',
    component: () => import('./features/orders/OrderPage.vue'),
    props: true,
    meta: { titleKey: 'orders.orderTitle' },
  },
  {
    path: '/orders/:orderId/guest-list',
    component: () => import('./features/guest-lists/GuestListPage.vue'),
    props: true,
    meta: { titleKey: 'guestList.title' },
  },
  {
    path: '/proxies',
    component: () => import('./features/proxies/ProxiesPage.vue'),
    meta: { titleKey: 'proxies.title' },
  },
  {
    path: '/sessions',
    component: () => import('./features/sessions/SessionsPage.vue'),
    meta: { titleKey: 'sessions.title' },
  },
  {
    path: '/inventory/import',
    component: () => import('./features/imports/ImportsPage.vue'),
    meta: { titleKey: 'imports.title', permission: 'viewerCanImportInventory' },
  },
  {
    path: '/inventory/import/:importId',
    component: () => import('./features/imports/ImportPage.vue'),
    props: true,
    meta: { titleKey: 'imports.importTitle', permission: 'viewerCanImportInventory' },
  },
  {
    path: '/events',
    component: () => import('./features/events/EventsPage.vue'),
    meta: { titleKey: 'events.title', permission: 'viewerCanUpdateEvents' },
  },
  ...administrationRoutes,
  { path: '/:path(.*)*', component: () => import('./shell/NotFoundPage.vue'), meta: { titleKey: 'notFound.title' } },
];

function segment(id: string): string {
  return encodeURIComponent(id);
}
