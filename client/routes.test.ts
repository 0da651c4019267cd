import { describe, expect, test } from '@jest/globals';
import { createMemoryHistory, createRouter, type LocationQuery } from 'vue-router';
import { paths, routes, searchParams } from './routes.ts';
import { readSearch, writeSearch } from './search-params.ts';

const router = createRouter({ history: createMemoryHistory(), routes });

const href = (to: ReturnType<typeof paths.signIn>) => router.resolve(to).href;

describe('paths', () => {
  test('build the address of every page', () => {
    expect(href(paths.home())).toBe('/');
    expect(href(paths.backfillTickets())).toBe('/inventory/backfill-tickets');
    expect(href(paths.backfillReview('a/b?c'))).toBe('/backfill/a%2Fb%3Fc/review');
    expect(href(paths.backfillDetails('b1'))).toBe('/backfill/b1/details');
    expect(href(paths.backfillResult('b1'))).toBe('/backfill/b1/result');
    expect(href(paths.myOrders({ tab: 'closed' }))).toBe('/orders?tab=closed');
    expect(href(paths.order('o1'))).toBe('/orders/o1');
    expect(href(paths.guestList('o1'))).toBe('/orders/o1/guest-list');
    expect(href(paths.proxies())).toBe('/proxies');
    expect(href(paths.imports())).toBe('/inventory/import');
    expect(href(paths.import('i1'))).toBe('/inventory/import/i1');
    expect(href(paths.events({ q: 'cup' }))).toBe('/events?q=cup');
    expect(href(paths.event('e1'))).toBe('/events/e1');
    expect(href(paths.users({ q: 'ana', who: 'active' }))).toBe('/administration/users?q=ana&who=active');
    expect(href(paths.newUser())).toBe('/administration/users/new');
    expect(href(paths.user('u/1'))).toBe('/administration/users/u%2F1');
    expect(href(paths.contacts())).toBe('/administration/contacts');
    expect(href(paths.usageCategories())).toBe('/administration/usage-categories');
    expect(href(paths.ticketCategories())).toBe('/administration/ticket-categories');
    expect(href(paths.venues())).toBe('/administration/venues');
    expect(href(paths.newVenue())).toBe('/administration/venues/new');
    expect(href(paths.venue('v1'))).toBe('/administration/venues/v1');
    expect(href(paths.settings())).toBe('/administration/settings');
    expect(href(paths.outbox({ status: 'dead' }))).toBe('/administration/outbox?status=dead');
    expect(href(paths.mail('m1'))).toBe('/administration/outbox/m1');
    expect(href(paths.forgotPassword())).toBe('/forgot-password');
    expect(href(paths.singleSignOnSettings())).toBe('/administration/single-sign-on');
    expect(paths.singleSignOn('a+b@example.com', '/orders?tab=closed')).toBe(
      '/sso/start?email=a%2Bb%40example.com&returnTo=%2Forders%3Ftab%3Dclosed',
    );
    expect(paths.explorer()).toBe('/explorer');
  });

  test('carry the way back through sign-in', () => {
    const to = paths.signIn({ returnTo: '/orders?tab=closed', reason: 'expired' });
    expect(readSearch(searchParams.signIn, router.resolve(to).query)).toEqual({
      returnTo: '/orders?tab=closed',
      reason: 'expired',
      email: '',
      problem: '',
      requestId: '',
    });
  });

  test('lead only to pages that exist', () => {
    for (const to of [paths.home(), paths.backfillTickets(), paths.backfillReview('b1'), paths.signIn()]) {
      expect(router.resolve(to).matched[0]?.path).not.toContain('(.*)');
    }
    expect(router.resolve('/nowhere').matched[0]?.path).toBe('/:path(.*)*');
  });
});

test('a new user or venue is not taken for one of that id', () => {
  expect(router.resolve(paths.newUser()).params).toEqual({});
  expect(router.resolve(paths.newVenue()).params).toEqual({});
});

describe('the search parameters of Backfill Tickets', () => {
  const spec = searchParams.backfillTickets;
  const usual = {
    view: 'event',
    from: null,
    to: null,
    category: [],
    venue: [],
    q: '',
    eventOrder: 'END_DESC',
    venueOrder: 'NAME',
    rows: 'open',
    row: [],
    shown: 25,
  };

  test('take their usual values from an empty URL, and write none of them', () => {
    expect(readSearch(spec, {})).toEqual(usual);
    expect(writeSearch(spec, readSearch(spec, {}))).toEqual({});
  });

  test('survive the way through the URL', () => {
    const search = {
      view: 'venue',
      from: '2026-06-01',
      to: '2026-06-30',
      category: ['c1', 'c2'],
      venue: ['v1'],
      q: 'final & more, 50%',
      eventOrder: 'END_ASC',
      venueOrder: 'UNUSED_DESC',
      rows: 'closed',
      row: ['r=1', 'r,2'],
      shown: 75,
    } as const;
    const query = router.resolve(href(paths.backfillTickets(search))).query;
    expect(readSearch(spec, query)).toEqual(search);
  });

  test('read nonsense as if it were absent', () => {
    const query: LocationQuery = {
      view: 'sideways',
      from: '2026-02-30',
      to: 'soon',
      category: [null, '', 'c1', 'c1'],
      shown: '1e9',
      eventOrder: 'DROP TABLE',
    };
    expect(readSearch(spec, query)).toEqual({ ...usual, category: ['c1'] });
  });
});
