import type { ApolloClient } from '@apollo/client';
import { createRouter, createWebHistory, START_LOCATION, type RouteLocation, type Router } from 'vue-router';
import { loadFirstMessages, loadFurtherMessages, t } from '../i18n/i18n.ts';
import { paths, routes } from '../routes.ts';
import { markArrival } from './page-arrival.ts';
import type { Session } from './session.ts';

export interface AppRouter extends Router {
  /** To the sign-in page, and back here afterwards. */
  toSignIn(): void;
}

export function createAppRouter(session: Session, client: ApolloClient): AppRouter {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });

  router.beforeEach(async (to, from) => {
    if (to.path !== from.path) loadPage(to, client);
    const messages = to.meta.saysFirstMessages ? loadFirstMessages() : loadFurtherMessages();
    const [state] = await Promise.all([session.load(), messages]);
    if (to.meta.isPublic) return state === 'signed-in' && !to.meta.isForEverybody ? paths.home() : true;
    if (state !== 'signed-out') return true;
    return paths.signIn(to.fullPath === '/' ? {} : { returnTo: to.fullPath });
  });

  router.afterEach((to, from, failure) => {
    if (failure || to.path === from.path) return;
    const title = to.meta.titleKey ? t(to.meta.titleKey) : '';
    document.title = [title, 'Backfill'].filter(Boolean).join(' · ');
    markArrival(title, from === START_LOCATION);
  });

  return Object.assign(router, {
    toSignIn() {
      const { fullPath, meta } = router.currentRoute.value;
      if (!meta.isPublic) void router.push(paths.signIn({ returnTo: fullPath, reason: 'expired' }));
    },
  });
}

/** Asks for the page's code and data while the session is asked for; the router itself, which would wait, finds it loaded then. */
function loadPage(to: RouteLocation, client: ApolloClient): void {
  to.meta.askAhead?.(client, to.query).catch(() => undefined);
  for (const { components } of to.matched) {
    const component = components?.['default'];
    // Once it was shown, the router keeps the component itself in the place of the function that loads it.
    if (typeof component === 'function') (component as () => Promise<unknown>)().catch(() => undefined);
  }
}
