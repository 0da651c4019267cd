import { createRouter, createWebHistory, START_LOCATION, type Router } from 'vue-router';
import { i18n } from '../i18n/i18n.ts';
import { paths, routes } from '../routes.ts';
import { markArrival } from './page-arrival.ts';
import type { Session } from './session.ts';

export interface AppRouter extends Router {
  /** To the sign-in page, and back here afterwards. */
  toSignIn(): void;
}

export function createAppRouter(session: Session): AppRouter {
  const router = createRouter({
    history: createWebHistory(),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  });

  router.beforeEach(async (to) => {
    const state = await session.load();
    if (to.meta.isPublic) return state === 'signed-in' && !to.meta.isForEverybody ? paths.home() : true;
    if (state !== 'signed-out') return true;
    return paths.signIn(to.fullPath === '/' ? {} : { returnTo: to.fullPath });
  });

  router.afterEach((to, from, failure) => {
    if (failure || to.path === from.path) return;
    const { t } = i18n.global;
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
