import type { Page } from 'playwright-core';
import type { Role } from '../../server/features/people/user.entity.ts';

/** One picture of the docs: who looks where, and what is done before it is taken. */
export interface Picture {
  /** docs/images/<name>.png */
  name: string;
  as: `${Role}`;
  path: string;
  /** Brings the page to where it is worth a picture, and waits until it is there. */
  show: (page: Page) => Promise<void>;
  width?: number;
  height?: number;
  colorScheme?: 'light' | 'dark';
}

/** Taken in this order, because some change what later ones show. */
export const pictures: readonly Picture[] = [
  {
    name: 'backfill-tickets',
    as: 'TICKET_MANAGER',
    path: '/inventory/backfill-tickets',
    height: 880,
    async show(page) {
      await heading(page, 'Backfill Tickets');
      await page.getByRole('row').nth(1).click();
      await page
        .getByRole('button', { name: /^Assign tickets: Suite/ })
        .last()
        .click();
      const form = page.getByRole('form', { name: /^Assignment:/ });
      await form.getByRole('textbox', { name: 'Quantity' }).fill('2');
      await form.getByRole('combobox', { name: 'Recipient' }).fill('mara manager');
      await page.getByRole('option', { name: /Mara Manager/ }).click();
      await form.getByRole('combobox', { name: 'Usage category' }).selectOption('Client Entertainment');
    },
  },
  {
    name: 'venue-view-dark',
    as: 'TICKET_MANAGER',
    path: '/inventory/backfill-tickets?view=venue',
    colorScheme: 'dark',
    async show(page) {
      await heading(page, 'Backfill Tickets');
      await page.getByRole('row').nth(1).click();
      await page.locator('[role=row][aria-level="2"]').filter({ hasText: ' of ' }).first().click();
      await page
        .getByRole('button', { name: /^Assign tickets/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'backfill-review',
    as: 'TICKET_MANAGER',
    path: '/inventory/backfill-tickets',
    show: openReview,
  },
  {
    name: 'backfill-details',
    as: 'TICKET_MANAGER',
    path: '/inventory/backfill-tickets',
    async show(page) {
      await openReview(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await heading(page, 'Backfill details');
    },
  },
  {
    name: 'backfill-result',
    as: 'TICKET_MANAGER',
    path: '/inventory/backfill-tickets',
    async show(page) {
      await openReview(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: /^Confirm:/ }).click();
      await heading(page, 'Backfill confirmed');
    },
  },
  {
    name: 'my-orders',
    as: 'EMPLOYEE',
    path: '/orders',
    async show(page) {
      await page
        .getByRole('link', { name: /^Confirm Guest List/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'guest-list',
    as: 'EMPLOYEE',
    path: '/orders',
    show: openGuestList,
  },
  {
    name: 'guest-list-phone',
    as: 'EMPLOYEE',
    path: '/orders',
    width: 390,
    height: 844,
    show: openGuestList,
  },
  {
    name: 'all-orders',
    as: 'TICKET_MANAGER',
    path: '/orders?scope=all',
    async show(page) {
      await page
        .getByRole('link', { name: /^Confirm Guest List/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'reopen',
    as: 'SUPER_USER',
    path: '/orders?scope=all',
    show: fillInReopening,
  },
  {
    name: 'history',
    as: 'SUPER_USER',
    path: '/orders?scope=all',
    height: 1040,
    async show(page) {
      await fillInReopening(page);
      await page.getByRole('button', { name: 'Reopen the guest list' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Show the history' }).click();
      await page.getByText('Order reopened').waitFor();
    },
  },
  {
    name: 'proxies',
    as: 'MANAGER',
    path: '/proxies',
    show: (page) => heading(page, 'Proxies'),
  },
  {
    name: 'users',
    as: 'SUPER_USER',
    path: '/administration/users',
    async show(page) {
      await heading(page, 'Users');
      await page.getByRole('row').nth(5).waitFor();
    },
  },
  {
    name: 'user',
    as: 'SUPER_USER',
    path: '/administration/users?q=emil',
    height: 1120,
    async show(page) {
      await page.getByRole('link', { name: /Emil Employee/ }).click();
      await heading(page, 'Emil Employee');
    },
  },
  {
    name: 'contacts',
    as: 'SUPER_USER',
    path: '/administration/contacts',
    async show(page) {
      await page
        .getByRole('button', { name: /^Erase / })
        .first()
        .waitFor();
    },
  },
  {
    name: 'erase-contact',
    as: 'SUPER_USER',
    path: '/administration/contacts',
    height: 860,
    async show(page) {
      await page
        .getByRole('button', { name: /^Erase / })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'usage-category',
    as: 'SUPER_USER',
    path: '/administration/usage-categories',
    async show(page) {
      await page.getByRole('button', { name: 'Change Client Entertainment' }).click();
      await page.getByRole('checkbox', { name: 'Company of each guest' }).check();
      await page.getByRole('checkbox', { name: 'Business purpose' }).check();
    },
  },
  {
    name: 'settings',
    as: 'SUPER_USER',
    path: '/administration/settings',
    height: 1180,
    async show(page) {
      await page.getByRole('button', { name: 'Save settings' }).waitFor();
    },
  },
  {
    name: 'dead-letters',
    as: 'SUPER_USER',
    path: '/administration/outbox?status=dead',
    height: 500,
    async show(page) {
      await page
        .getByRole('button', { name: /^Send again/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'mail',
    as: 'SUPER_USER',
    path: '/administration/outbox?status=sent',
    async show(page) {
      await page.getByRole('row').nth(1).getByRole('link').click();
      await page.getByRole('tab', { name: 'As text' }).or(page.getByText('As text')).first().waitFor();
    },
  },
];

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

async function openReview(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Review/ }).click();
  await heading(page, 'Review');
  await page.getByRole('button', { name: 'Continue' }).waitFor();
}

async function openGuestList(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^Confirm Guest List/ })
    .first()
    .click();
  await heading(page, 'Confirm Guest List');
}

/** Of the newest of all confirmed orders, asked of the API: the list begins with tickets that were ordered. */
async function fillInReopening(page: Page): Promise<void> {
  await heading(page, 'All orders');
  const query = '{ orders(filter: { statuses: [CONFIRMED] }, first: 1) { nodes { id } } }';
  const answer = await page.request.post('/graphql', { data: { query } });
  const { data } = (await answer.json()) as { data: { orders: { nodes: { id: string }[] } } };
  await page.goto(`/orders/${data.orders.nodes[0]?.id}`);
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('One guest sat elsewhere.');
}
