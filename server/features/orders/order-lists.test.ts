import { describe, expect, test } from '@jest/globals';
import { MY_ORDERS, numbers, ORDERS, WHOLE_ORDER } from './order-documents.ts';
import { ada, api, app, minutesAgo, world, setScene } from './order-scene.ts';

setScene();

describe('the filter', () => {
  test('finds by status, event, venue, typing error and order number, and narrows with every part', async () => {
    const hall = await world.venue({ name: 'Bay Hall' });
    const opening = await world.event({ venue: hall, name: 'Harbor Opening', localDate: '2026-07-01' });
    const final = await world.event({ name: 'Northern Final', localDate: '2026-07-05' });
    const first = await world.order({
      recipient: ada,
      group: await world.ticketGroup({ event: opening }),
      createdAt: minutesAgo(3),
    });
    const second = await world.order({
      recipient: ada,
      group: await world.ticketGroup({ event: final }),
      createdAt: minutesAgo(2),
    });
    const third = await world.order({
      recipient: ada,
      group: await world.ticketGroup({ event: final }),
      status: 'ORDERED',
      createdAt: minutesAgo(1),
    });
    const found = (filter: object): Promise<string[]> => numbers(MY_ORDERS, api, { filter });

    expect(await found({})).toEqual([third.number, second.number, first.number]);
    expect(await found({ statuses: [], search: ' ', eventDateFrom: null })).toHaveLength(3);
    expect(await found({ statuses: ['ORDERED'] })).toEqual([third.number]);
    expect(await found({ statuses: ['ORDERED', 'CONFIRM_GUEST_LIST'] })).toHaveLength(3);
    expect(await found({ statuses: ['CONFIRMED'] })).toEqual([]);
    expect(await found({ search: 'bay hall' })).toEqual([first.number]);
    expect(await found({ search: 'NORTHERN' })).toEqual([third.number, second.number]);
    expect(await found({ search: 'nothern final' })).toEqual([third.number, second.number]);
    expect(await found({ search: '%' })).toEqual([]);
    expect(await found({ search: `#${second.number.toLowerCase()}` })).toEqual([second.number]);
    expect(await found({ search: second.number.slice(0, 6) })).toEqual([second.number]);
    expect(await found({ search: 'northern', statuses: ['CONFIRM_GUEST_LIST'] })).toEqual([second.number]);
    expect(await found({ eventDateFrom: '2026-07-01', eventDateTo: '2026-07-01' })).toEqual([first.number]);
    expect(await found({ eventDateFrom: '2026-07-02' })).toEqual([third.number, second.number]);
    expect(await found({ eventDateTo: '2026-06-30' })).toEqual([]);
  });

  test('works on the local date at the venue', async () => {
    const venue = await world.venue({ timeZone: 'Pacific/Auckland' });
    const event = await world.event({ venue, localDate: '2026-07-05', localTime: '08:00' });
    expect(event.startsAt?.toISOString()).toBe('2026-07-04T20:00:00.000Z');
    await world.order({ recipient: ada, group: await world.ticketGroup({ event }) });
    expect(await numbers(MY_ORDERS, api, { filter: { eventDateFrom: '2026-07-05' } })).toHaveLength(1);
    expect(await numbers(MY_ORDERS, api, { filter: { eventDateTo: '2026-07-04' } })).toHaveLength(0);
  });
});

describe('pages', () => {
  test('go on where the last one ended, also among orders of one instant', async () => {
    const group = await world.ticketGroup({ quantity: 7 });
    for (const ticket of group.tickets) await world.order({ recipient: ada, group, tickets: [ticket] });
    const all = await numbers(MY_ORDERS, api);
    const seen: string[] = [];
    let after: string | null = null;
    const sizes: number[] = [];
    do {
      const answer: { nodes: { number: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await api.ask(MY_ORDERS, { first: 3, after })
      ).myOrders;
      sizes.push(answer.nodes.length);
      seen.push(...answer.nodes.map(({ number }) => number));
      after = answer.pageInfo.hasNextPage ? answer.pageInfo.endCursor : null;
    } while (after);
    expect(sizes).toEqual([3, 3, 1]);
    expect(seen).toEqual(all);
  });

  test.each([
    ['no cursor', 'nonsense'],
    ['a cursor of another order', Buffer.from('["SEAT","1","2"]').toString('base64url')],
    ['a forged cursor', Buffer.from('["NEWEST","tomorrow","\'; --"]').toString('base64url')],
    [
      'a forged instant',
      Buffer.from('["NEWEST","+275760-09-13T00:00:00Z","00000000-0000-7000-8000-000000000000"]').toString('base64url'),
    ],
    ['a forged id', Buffer.from('["NEWEST","2026-07-20T12:00:00.000Z","1"]').toString('base64url')],
  ])('%s is refused', async (_what, after) => {
    expect(await api.refusal(MY_ORDERS, { after })).toBe('BAD_USER_INPUT');
  });

  test.each([0, 101])('first: %d is refused', async (first) => {
    expect(await api.refusal(ORDERS, { first })).toBe('BAD_USER_INPUT');
  });
});

test('openOrderCount counts the viewer’s orders that wait for a guest list', async () => {
  await world.order({ recipient: ada });
  await world.order({ recipient: ada });
  await world.order({ recipient: ada, status: 'ORDERED' });
  await world.order({ recipient: await world.user('EMPLOYEE') });
  expect((await api.ask('{ viewer { openOrderCount } }')).viewer.openOrderCount).toBe(2);
});

test('a page of 50 orders with all its fields takes as many statements as one of 2', async () => {
  const { api: asManager, user } = await world.actor('MANAGER');
  const report = await world.user('EMPLOYEE', { managerId: user.id });
  const group = await world.ticketGroup({ quantity: 50 });
  for (const ticket of group.tickets) await world.order({ recipient: report, group, tickets: [ticket] });
  const query = `query ($first: Int) { orders(first: $first) { nodes { ${WHOLE_ORDER} } } }`;
  const few = await selectsOf(() => asManager.ask(query, { first: 2 }));
  let page: { orders: { nodes: unknown[] } } | undefined;
  const many = await selectsOf(async () => {
    page = await asManager.ask(query, { first: 50 });
  });
  expect(page?.orders.nodes).toHaveLength(50);
  // session; whom the viewer stands in for; whose orders; page; event, venue; group, location, category; recipient; usage category; allocations; tickets
  expect([few, many]).toEqual([13, 13]);
});

async function selectsOf(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  app.database.onStatement = (text) => {
    if (/^(SELECT|WITH)\b/.test(text)) count += 1;
  };
  await work();
  app.database.onStatement = undefined;
  return count;
}
