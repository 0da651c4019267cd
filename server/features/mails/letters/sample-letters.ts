import { newId } from '../../../platform/id.ts';
import { Organization } from '../../people/organization.entity.ts';
import { Role, User } from '../../people/user.entity.ts';
import type { Letter } from '../letter.ts';
import type { LetterFacts, LetterOrder } from '../letter-facts.ts';
import { Mail, type MailFacts, type MailKind } from '../mail.entity.ts';
import { writeLetter } from '../write-letter.ts';

/** Every template with invented people, for those who change one: `npm run mail:preview` writes them to files, and a test reads them. */
export function sampleLetters(origin: string): Record<string, Letter | undefined> {
  const organization = Object.assign(new Organization(), { id: newId(), name: 'Example Works' });
  const mina = person(organization, 'Mina Manager', Role.MANAGER);
  const orders = [
    order('Fairview Falcons v Harbor City <Hawks>', '2026-07-04', 'Suite 214', '', 4),
    { ...order('The Invented Orchestra', '2026-07-11', 'Club 108', 'C', 1), isBackfilled: false },
  ];
  const facts: LetterFacts = {
    organization,
    users: new Map([[mina.id, mina]]),
    orders: new Map(orders.map((each) => [each.id, each])),
  };
  const write = (kind: MailKind, mailFacts: MailFacts, token?: string): Letter | undefined => {
    const row = { organizationId: organization.id, id: newId(), kind, recipientId: mina.id, facts: mailFacts };
    return writeLetter(Object.assign(new Mail(), row), facts, { origin, onlyOpen: true, token });
  };
  const [first, second] = orders.map(({ id }) => id);
  const both = { orderIds: orders.map(({ id }) => id) };
  return {
    'guest-list-waiting-one': write('GUEST_LIST_WAITING', { orderIds: first ? [first] : [] }),
    'guest-list-waiting-two': write('GUEST_LIST_WAITING', both),
    'guest-list-waiting-ordered': write('GUEST_LIST_WAITING', { orderIds: second ? [second] : [] }),
    'reminder-one': write('REMINDER', { orderIds: first ? [first] : [] }),
    'reminder-two': write('REMINDER', both),
    'reminder-to-manager': write('REMINDER', { ...both, toManager: true }),
    invitation: write('INVITATION', {}, 'an-invented-token'),
    'invitation-hidden': write('INVITATION', {}),
    'password-reset': write('PASSWORD_RESET', {}, 'an-invented-token'),
  };
}

function person(organization: Organization, name: string, role: Role): User {
  return Object.assign(new User(), { organizationId: organization.id, id: newId(), name, role });
}

function order(
  eventName: string,
  eventDate: string,
  section: string,
  rowName: string,
  ticketCount: number,
): LetterOrder {
  const recipient = { recipientId: newId(), recipientName: `Guest of ${section}` };
  const place = { venueName: 'Fairview Arena', section, rowName };
  return {
    id: newId(),
    number: 'K7QW2M9X',
    isOpen: true,
    isBackfilled: true,
    ...recipient,
    eventName,
    eventDate,
    ...place,
    ticketCount,
  };
}
