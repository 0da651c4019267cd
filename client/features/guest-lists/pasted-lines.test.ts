import { describe, expect, test } from '@jest/globals';
import { readPastedGuests } from './pasted-lines.ts';

const kim = { name: 'Kim Roe', email: 'kim.roe@example.com', company: null };

describe('a pasted list', () => {
  test.each([
    'Kim Roe <kim.roe@example.com>',
    '"Kim Roe" <kim.roe@example.com>;',
    'Roe, Kim <kim.roe@example.com>',
    'Kim Roe, kim.roe@example.com',
    'Kim Roe\tkim.roe@example.com',
    'kim.roe@example.com\tKim Roe',
    'Kim Roe kim.roe@example.com',
    '  1. Kim Roe (kim.roe@example.com)',
    '- Kim Roe, kim.roe@example.com',
    'Name, Email\nKim Roe, kim.roe@example.com',
    'Name\tE-Mail\r\n\r\nKim Roe\tkim.roe@example.com\r\n',
  ])('is read as one finds it: %j', (text) => expect(readPastedGuests(text)).toEqual([kim]));

  test('can be the recipients of a mail, in one line', () => {
    expect(readPastedGuests('Kim Roe <kim.roe@example.com>; Lou Fox <lou@example.com>')).toEqual([
      kim,
      { name: 'Lou Fox', email: 'lou@example.com', company: null },
    ]);
  });

  test('may have names or addresses alone, and companies', () => {
    expect(readPastedGuests('Kim Roe\nlou@example.com\nMo Sun, mo@example.com, Sun Works\nBo Hill, Hill Inc')).toEqual([
      { name: 'Kim Roe', email: null, company: null },
      { name: null, email: 'lou@example.com', company: null },
      { name: 'Mo Sun', email: 'mo@example.com', company: 'Sun Works' },
      { name: 'Bo Hill', email: null, company: 'Hill Inc' },
    ]);
  });

  test('of nothing has nobody', () => expect(readPastedGuests(' \n;\n')).toEqual([]));
});
