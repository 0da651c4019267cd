import { describe, expect, test } from '@jest/globals';
import type { GuestPartsFragment } from '../../gql/graphql.ts';
import { noDetails } from './guest-details.ts';
import type { GuestRow } from './guest-rows.ts';
import { markRepeated, matchPasted, placeGuests } from './match-pasted.ts';
import { onlyMe } from './only-me.ts';
import { sameGuests } from './same-guests.ts';
import type { FoundGuest } from './useGuestSearch.ts';

const kim = found('c1', 'Kim Roe', 'kim.roe@example.com', 'CONTACT');
const lou = found('u1', 'Lou Fox', 'lou@example.com', 'EMPLOYEE');
const line = (name: string | null, email: string | null = null) => ({ name, email, company: null });

describe('only me', () => {
  test('is the recipient on the first ticket and a placeholder as a no-show on the others', () => {
    const rows = onlyMe([row(1, { guestType: 'CONTACT' }), row(2), row(3)], { id: 'p1', name: 'Client’s guest' });
    expect(rows.map(({ guestType, attendeeStatus }) => [guestType, attendeeStatus])).toEqual([
      ['MYSELF', 'ATTENDED'],
      ['SYSTEM_PROFILE', 'NO_SHOW'],
      ['SYSTEM_PROFILE', 'NO_SHOW'],
    ]);
  });

  test('leaves the others as they are where no placeholder is accepted', () => {
    const named = row(2, { guestType: 'CONTACT', guest: { kind: 'known', person: kim }, attendeeStatus: 'NO_SHOW' });
    const rows = onlyMe([row(1), named, row(3, { guestType: 'MYSELF', attendeeStatus: 'ATTENDED' })], undefined);
    expect(rows).toEqual([row(1, { guestType: 'MYSELF', attendeeStatus: 'ATTENDED' }), named, row(3)]);
  });
});

describe('the same guests as last time', () => {
  const previous = [guest('1', 'Ana'), guest('7', 'Bo'), guest('8', 'Cy'), { ...guest('9', 'Di'), contact: null }];

  test('get their seats again, then what is free, and say nothing of who came', () => {
    const { rows, taken, leftOut } = sameGuests([row(8), row(2), row(1, { attendeeStatus: 'ATTENDED' })], previous);
    expect(rows.map(({ guest: chosen }) => (chosen?.kind === 'known' ? chosen.person.name : null))).toEqual([
      'Cy',
      'Bo',
      'Ana',
    ]);
    expect(rows.map(({ attendeeStatus }) => attendeeStatus)).toEqual([null, null, null]);
    expect([taken, leftOut]).toEqual([3, 1]);
  });

  test('leave further tickets as they are', () => {
    const { rows, taken } = sameGuests([row(1), row(2), row(3), row(4)], previous);
    expect(taken).toBe(3);
    expect(rows[3]).toEqual(row(4));
  });
});

describe('a pasted line', () => {
  test('means whoever has its email, a colleague before a contact', () => {
    const asContact = found('c9', 'L. Fox', 'LOU@example.com', 'CONTACT');
    expect(matchPasted(line('Louise', 'Lou@Example.com'), [asContact, kim, lou])).toMatchObject({ person: lou });
  });

  test('means somebody by name alone only where there is one', () => {
    expect(matchPasted(line('kim roe'), [kim, lou])).toMatchObject({ kind: 'known', person: kim });
    expect(matchPasted(line('Kim Roe'), [kim, { ...kim, id: 'c2' }]).kind).toBe('ambiguous');
  });

  test('becomes a new contact, or asks for a name', () => {
    expect(matchPasted(line('Kim Roe', 'other@example.com'), [kim]).kind).toBe('new');
    expect(matchPasted(line(null, 'other@example.com'), [kim]).kind).toBe('nameless');
  });

  test('counts once', () => {
    const twice = [line('Kim', kim.email), line('K. Roe', kim.email), line('New'), line('New')];
    const matches = markRepeated(twice.map((each) => matchPasted(each, [kim])));
    expect(matches.map(({ kind }) => kind)).toEqual(['known', 'repeated', 'new', 'new']);
  });
});

describe('pasted guests', () => {
  const matches = [
    matchPasted(line(null, lou.email), [lou]),
    matchPasted(line('New'), []),
    matchPasted(line(null), []),
  ];

  test('fill the open rows in order, the recipient as "myself"', () => {
    const kept = row(1, { guestType: 'CONTACT', guest: { kind: 'known', person: kim }, attendeeStatus: 'NO_SHOW' });
    const { rows, placed, tooMany, stillOpen } = placeGuests([kept, row(2), row(3), row(4)], matches, 'u1', true);
    expect(rows.map(({ guestType, attendeeStatus }) => [guestType, attendeeStatus])).toEqual([
      ['CONTACT', 'NO_SHOW'],
      ['MYSELF', 'ATTENDED'],
      ['CONTACT', 'ATTENDED'],
      [null, null],
    ]);
    expect([placed, tooMany, stillOpen]).toEqual([2, 0, 1]);
  });

  test('say for how many no ticket is left', () => {
    const { rows, placed, tooMany, stillOpen } = placeGuests([row(1)], matches, 'somebody', false);
    expect(rows[0]).toMatchObject({ guestType: 'EMPLOYEE', attendeeStatus: null });
    expect([placed, tooMany, stillOpen]).toEqual([1, 1, 0]);
  });
});

function row(seat: number, rest: Partial<GuestRow> = {}): GuestRow {
  const open = { guestType: null, guest: null, attendeeStatus: null, details: noDetails };
  return { ticketId: `t${seat}`, seat: String(seat), ...open, ...rest };
}

function found(id: string, name: string, email: string, guestType: FoundGuest['guestType']): FoundGuest {
  return { id, name, email, detail: null, company: null, title: null, guestType };
}

function guest(seat: string, name: string): GuestPartsFragment {
  return {
    __typename: 'Guest',
    ticket: { __typename: 'Ticket', id: `old${seat}`, seat },
    guestType: 'CONTACT',
    contact: {
      __typename: 'Contact',
      id: name,
      name,
      email: null,
      company: null,
      title: null,
      visibility: 'SHARED',
    },
    user: null,
    systemProfile: null,
    name,
    email: null,
    company: null,
    title: null,
    relationship: null,
    isPublicOfficial: null,
    attendeeStatus: 'ATTENDED',
  };
}
