import { describe, expect, test } from '@jest/globals';
import type { GuestField } from '../../gql/graphql.ts';
import { askedOf, noDetails } from './guest-details.ts';
import type { GuestPerson, GuestRow } from './guest-rows.ts';
import { askedOfList } from './list-details.ts';

const everything: GuestField[] = [
  'EMAIL',
  'COMPANY',
  'TITLE',
  'HOST_PRESENT',
  'RELATIONSHIP',
  'BUSINESS_PURPOSE',
  'PUBLIC_OFFICIAL',
];
const recipient = { email: 'rita@example.com', title: 'Buyer' };
const kim: GuestPerson = { id: 'c1', name: 'Kim Roe', email: null, detail: null, company: 'Roe Works', title: null };

describe('what a guest is asked for', () => {
  test('is only what is required and not on file', () => {
    const row = rowOf({ guestType: 'CONTACT', guest: { kind: 'known', person: kim } });
    expect(askedOf(row, everything, recipient)).toEqual(['email', 'title', 'relationship', 'isPublicOfficial']);
    expect(askedOf(row, ['COMPANY'], recipient)).toEqual([]);
    expect(askedOf(row, [], recipient)).toEqual([]);
  });

  test('of a colleague is a title at most, where the directory has none', () => {
    const colleague = rowOf({ guestType: 'EMPLOYEE', guest: { kind: 'known', person: kim } });
    expect(askedOf(colleague, everything, recipient)).toEqual(['title']);
    const myself = rowOf({ guestType: 'MYSELF' });
    expect(askedOf(myself, everything, recipient)).toEqual([]);
    expect(askedOf(myself, everything, { ...recipient, title: null })).toEqual(['title']);
  });

  test('is nothing of a placeholder, of who did not come, and while nobody is named', () => {
    const guest = { kind: 'known' as const, person: kim };
    expect(askedOf(rowOf({ guestType: 'SYSTEM_PROFILE', guest }), everything, recipient)).toEqual([]);
    expect(askedOf(rowOf({ guestType: 'CONTACT', guest, attendeeStatus: 'NO_SHOW' }), everything, recipient)).toEqual(
      [],
    );
    expect(askedOf(rowOf({ guestType: 'CONTACT' }), everything, recipient)).toEqual([]);
  });

  test('does not go away while it is typed', () => {
    const typed = { ...noDetails, email: 'k' };
    const row = rowOf({ guestType: 'CONTACT', guest: { kind: 'known', person: kim }, details: typed });
    expect(askedOf(row, ['EMAIL'], recipient)).toEqual(['email']);
  });

  test('of the whole list stands apart', () => {
    expect(askedOfList(everything)).toEqual(['hostPresent', 'businessPurpose']);
  });
});

function rowOf(rest: Partial<GuestRow>): GuestRow {
  return {
    ticketId: 't1',
    seat: '1',
    guestType: null,
    guest: null,
    attendeeStatus: 'ATTENDED',
    details: noDetails,
    ...rest,
  };
}
