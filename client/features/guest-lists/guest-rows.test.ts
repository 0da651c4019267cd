import { describe, expect, test } from '@jest/globals';
import type { GuestPartsFragment } from '../../gql/graphql.ts';
import { countChanged, fillDown, setEveryStatus } from './fill-rows.ts';
import { noDetails } from './guest-details.ts';
import { hasGuest, nameOf, rowsOf, toInput, type GuestRow } from './guest-rows.ts';
import { faultOf, fieldId, placeOf } from './row-problems.ts';

const tickets = [1, 2, 3, 4].map((seat) => ({ id: `t${seat}`, seat: String(seat) }));
const client = { id: 'p1', name: 'Client’s guest', email: null, detail: null, company: null, title: null };
const ana = { id: 'u1', name: 'Ana Ito', email: 'ana.ito@example.com', detail: 'Sales', company: null, title: 'Buyer' };

describe('rowsOf', () => {
  test('makes a row for every ticket and finds its saved guest, whatever the order of the guests', () => {
    const rows = rowsOf(tickets, [
      saved('t3', { guestType: 'MYSELF', attendeeStatus: 'NO_SHOW' }),
      saved('t1', {
        guestType: 'EMPLOYEE',
        user: {
          __typename: 'User',
          id: 'u1',
          name: 'Ana Ito',
          email: 'ana.ito@example.com',
          department: 'Sales',
          jobTitle: 'Buyer',
        },
        attendeeStatus: 'ATTENDED',
      }),
    ]);
    expect(rows).toEqual([
      row(1, {
        guestType: 'EMPLOYEE',
        guest: { kind: 'known', person: expect.objectContaining(ana) as never },
        attendeeStatus: 'ATTENDED',
      }),
      row(2),
      row(3, { guestType: 'MYSELF', attendeeStatus: 'NO_SHOW' }),
      row(4),
    ]);
    expect(rows.map(hasGuest)).toEqual([true, false, true, false]);
    expect(rows.map((each) => nameOf(each, 'Me'))).toEqual(['Ana Ito', null, 'Me', null]);
  });

  test('asks again for a contact that has become invisible', () => {
    const rows = rowsOf(tickets, [saved('t1', { guestType: 'CONTACT', contact: null })]);
    expect(rows[0]).toEqual(row(1, { guestType: 'CONTACT' }));
    expect(faultOf(rows[0] as GuestRow)).toBe('guestMissing');
  });
});

const nothingTyped = { email: null, company: null, title: null, relationship: null, isPublicOfficial: null };

describe('toInput', () => {
  test('sends each kind of guest by one reference, and no row without a guest', () => {
    const contact = {
      name: 'Kim Roe',
      email: 'kim.roe@example.com',
      company: null,
      title: null,
      visibility: 'PRIVATE',
    } as const;
    const rows = [
      row(1, { guestType: 'CONTACT', guest: { kind: 'new', contact }, attendeeStatus: 'ATTENDED' }),
      row(2, { guestType: 'CONTACT' }),
      row(3, { guestType: 'SYSTEM_PROFILE', guest: { kind: 'known', person: client } }),
      row(4, { guestType: 'MYSELF', attendeeStatus: 'NO_SHOW' }),
    ];
    expect(toInput(rows)).toEqual({
      guests: [
        { ticketId: 't1', guest: { newContact: contact }, attendeeStatus: 'ATTENDED', ...nothingTyped },
        { ticketId: 't3', guest: { systemProfileId: 'p1' }, attendeeStatus: null, ...nothingTyped },
        { ticketId: 't4', guest: { myself: true }, attendeeStatus: 'NO_SHOW', ...nothingTyped },
      ],
      rowIndexes: [0, 2, 3],
    });
    expect(
      toInput([row(1, { guestType: 'EMPLOYEE', guest: { kind: 'known', person: ana } })]).guests[0]?.guest,
    ).toEqual({
      userId: 'u1',
    });
  });
});

describe('fillDown', () => {
  const placeholder = row(1, {
    guestType: 'SYSTEM_PROFILE',
    guest: { kind: 'known', person: client },
    attendeeStatus: 'ATTENDED',
  });
  const person = row(1, { guestType: 'EMPLOYEE', guest: { kind: 'known', person: ana } });
  const filled = row(3, { guestType: 'MYSELF', attendeeStatus: 'NO_SHOW' });

  test('carries a placeholder and the status over to open rows below, and leaves filled rows alone', () => {
    const rows = [placeholder, row(2), filled, row(4, { attendeeStatus: 'NO_SHOW' })];
    const after = fillDown(rows, 0, true);
    expect(after).toEqual([
      placeholder,
      { ...placeholder, ...seatOf(2) },
      filled,
      { ...placeholder, ...seatOf(4), attendeeStatus: 'NO_SHOW' },
    ]);
    expect(countChanged(rows, after)).toBe(2);
    expect(fillDown(rows, 2, true)[1]).toEqual(row(2));
  });

  test('carries only the guest type of a person where each ticket admits one', () => {
    expect(fillDown([person, row(2)], 0, true)[1]).toEqual(row(2, { guestType: 'EMPLOYEE' }));
  });

  test('carries the person too where the tickets admit nobody, such as parking', () => {
    expect(fillDown([person, row(2)], 0, false)[1]).toEqual({ ...person, ...seatOf(2) });
  });

  test('never repeats "myself" or a contact that is yet to be created', () => {
    expect(fillDown([filled, row(2)], 0, false)[1]).toEqual(row(2, { attendeeStatus: 'NO_SHOW' }));
    const fresh = row(1, {
      guestType: 'CONTACT',
      guest: { kind: 'new', contact: { name: 'Kim Roe', visibility: 'SHARED' } },
    });
    expect(fillDown([fresh, row(2)], 0, false)[1]).toEqual(row(2, { guestType: 'CONTACT' }));
  });

  test('sets one status everywhere when asked to', () => {
    expect(setEveryStatus([filled, row(2)], 'ATTENDED').map((each) => each.attendeeStatus)).toEqual([
      'ATTENDED',
      'ATTENDED',
    ]);
  });
});

describe('problems', () => {
  test('are found in rows that were begun without saying who', () => {
    expect(faultOf(row(1))).toBeUndefined();
    expect(faultOf(row(1, { guestType: 'MYSELF' }))).toBeUndefined();
    expect(faultOf(row(1, { guestType: 'CONTACT' }))).toBe('guestMissing');
    expect(faultOf(row(1, { attendeeStatus: 'ATTENDED' }))).toBe('statusAlone');
  });

  test('of the server are placed at the row that was sent, not at the row of the same number', () => {
    expect(placeOf(['guests', '1', 'guest', 'newContact', 'email'], [0, 3])).toEqual({ row: 3, field: 'guest' });
    expect(placeOf(['guests', '0', 'attendeeStatus'], [2])).toEqual({ row: 2, field: 'attendeeStatus' });
    expect(placeOf(['guests', '0', 'relationship'], [1])).toEqual({ row: 1, field: 'relationship' });
    expect(placeOf(['businessPurpose'], [])).toEqual({ row: null, field: 'businessPurpose' });
    expect(placeOf(['usageCategoryId'], [])).toEqual({ row: null, field: 'usageCategory' });
    expect(placeOf(['guests'], [0])).toEqual({ row: null, field: null });
    expect(placeOf(null, [0])).toEqual({ row: null, field: null });
  });

  test('lead to the field that is meant', () => {
    expect(fieldId({ row: 3, field: 'guest' })).toBe('guest-3-guest');
    expect(fieldId({ row: null, field: 'usageCategory' })).toBe('guest-list-usage-category');
    expect(fieldId({ row: null, field: 'hostPresent' })).toBe('guest-list-hostPresent');
    expect(fieldId({ row: null, field: null })).toBe('guest-list-rows');
  });
});

function seatOf(seat: number): Pick<GuestRow, 'ticketId' | 'seat'> {
  return { ticketId: `t${seat}`, seat: String(seat) };
}

function row(seat: number, rest: Partial<GuestRow> = {}): GuestRow {
  return { ...seatOf(seat), guestType: null, guest: null, attendeeStatus: null, details: noDetails, ...rest };
}

function saved(ticketId: string, rest: Partial<GuestPartsFragment>): GuestPartsFragment {
  return {
    __typename: 'Guest',
    ticket: { __typename: 'Ticket', id: ticketId, seat: null },
    guestType: 'CONTACT',
    contact: null,
    user: null,
    systemProfile: null,
    name: '',
    email: null,
    company: null,
    title: null,
    relationship: null,
    isPublicOfficial: null,
    attendeeStatus: null,
    ...rest,
  };
}
