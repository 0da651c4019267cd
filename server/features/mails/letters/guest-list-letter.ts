import type { Letter, LetterItem, LetterList } from '../letter.ts';
import type { LetterFacts, LetterOrder } from '../letter-facts.ts';
import { links } from '../links.ts';
import type { Mail } from '../mail.entity.ts';
import type { LetterOptions } from '../write-letter.ts';

/** More orders than this are counted, not listed. */
const MOST_LISTED = 50;

/** One digest for all orders whose guest lists are asked for: of the recipient, or of people whom the recipient manages. */
export function guestListLetter(mail: Mail, facts: LetterFacts, options: LetterOptions): Letter | undefined {
  const wanted = new Set(mail.facts.orderIds);
  const orders = [...facts.orders.values()].filter(({ id, isOpen }) => wanted.has(id) && (isOpen || !options.onlyOpen));
  if (orders.length === 0 && options.onlyOpen) return undefined;
  const letter = mail.facts.toManager ? toManager(orders) : toRecipient(mail, orders);
  const listed = orders.slice(0, MOST_LISTED);
  const canOpen = !mail.facts.toManager || facts.users.get(mail.recipientId)?.role !== 'EMPLOYEE';
  const item = (order: LetterOrder): LetterItem => orderItem(order, mail, options.origin, canOpen);
  return {
    ...letter,
    greeting: `Hello ${facts.users.get(mail.recipientId)?.name ?? ''},`,
    paragraphs: [...letter.paragraphs, ...(listed.length < orders.length ? [notListed(orders.length)] : [])],
    lists: mail.facts.toManager ? byPerson(listed, item) : [{ items: listed.map(item) }],
    action: actionOf(mail, orders, options.origin, canOpen),
    closing: [
      `You get this mail because ${facts.organization.name} records who used its tickets.`,
      mail.facts.toManager
        ? 'The mails stop as soon as the guest lists are confirmed.'
        : 'The reminders stop as soon as you have confirmed the guest list.',
    ],
  };
}

function toRecipient(mail: Mail, orders: LetterOrder[]): Pick<Letter, 'subject' | 'paragraphs'> {
  const [only, another] = orders;
  const what = only && !another ? `the guest list for ${only.eventName}` : `${orders.length} guest lists`;
  if (mail.kind === 'REMINDER') {
    return {
      subject: `Reminder: ${what} ${another ? 'are' : 'is'} still open`,
      paragraphs: ['Please say who used the tickets, and whether they came. It takes a minute:'],
    };
  }
  return {
    subject: only && !another ? `Who used your tickets for ${only.eventName}?` : `Who used your tickets? ${what} wait`,
    paragraphs: [
      orders.every(({ isBackfilled }) => isBackfilled)
        ? 'Tickets that nobody had ordered were recorded as used by you. Please say who came along; it takes a minute:'
        : 'The event is over. Please say who came along; it takes a minute:',
    ],
  };
}

function toManager(orders: LetterOrder[]): Pick<Letter, 'subject' | 'paragraphs'> {
  const people = new Set(orders.map(({ recipientId }) => recipientId)).size;
  const [first] = orders;
  const whose = people === 1 && first ? first.recipientName : `${people} people of your team`;
  return {
    subject: `Open guest lists of ${whose}`,
    paragraphs: ['These guest lists have been open for long. Please ask for them to be completed:'],
  };
}

function byPerson(orders: LetterOrder[], item: (order: LetterOrder) => LetterItem): LetterList[] {
  const people = new Map<string, LetterList>();
  for (const order of orders) {
    const list = people.get(order.recipientId) ?? { heading: order.recipientName, items: [] };
    list.items.push(item(order));
    people.set(order.recipientId, list);
  }
  return [...people.values()];
}

function orderItem(order: LetterOrder, mail: Mail, origin: string, canOpen: boolean): LetterItem {
  const place = [order.venueName, order.section, order.rowName && `row ${order.rowName}`].filter(Boolean).join(', ');
  const tickets = order.ticketCount === 1 ? '1 ticket' : `${order.ticketCount} tickets`;
  const url = (mail.facts.toManager ? links.order : links.guestList)(origin, mail.organizationId, order.id);
  const label = mail.facts.toManager ? 'See the order' : 'Complete the guest list';
  return {
    title: order.eventName,
    details: [`${dayInWords(order.eventDate)} · ${place}`, `${tickets} · order ${order.number}`],
    ...(canOpen ? { link: { label, url } } : {}),
  };
}

function actionOf(mail: Mail, orders: LetterOrder[], origin: string, canOpen: boolean): Letter['action'] {
  const [only, another] = orders;
  if (mail.facts.toManager || !canOpen) return undefined;
  if (only && !another) {
    return { label: 'Complete the guest list', url: links.guestList(origin, mail.organizationId, only.id) };
  }
  return { label: 'See my orders', url: links.myOrders(origin) };
}

function notListed(count: number): string {
  return `These are the first ${MOST_LISTED} of ${count}.`;
}

/** Making one takes a millisecond, which counts where many mails are written. */
const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

function dayInWords(day: string): string {
  return DAY.format(new Date(`${day}T00:00Z`));
}
