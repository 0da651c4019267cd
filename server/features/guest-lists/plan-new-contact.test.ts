import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { planNewContact } from './plan-new-contact.ts';

const problems = (input: { name: string; email?: string; title?: string }) => {
  const planned = planNewContact({ ...input, visibility: 'SHARED' }, ['newContact']);
  return Array.isArray(planned) ? planned.map(({ path }) => path?.join('.')) : planned;
};

test('text is trimmed, and what is empty is not on file', () => {
  expect(problems({ name: ' Zoë O’Example ', email: ' zoe@example.com ', title: '  ' })).toEqual({
    name: 'Zoë O’Example',
    email: 'zoe@example.com',
    company: null,
    title: null,
    visibility: 'SHARED',
  });
});

test.each(['', '   ', '-', '...', '?'])('%j is no name', (name) => {
  expect(problems({ name })).toEqual(['newContact.name']);
});

test.each([
  'kim',
  'kim@',
  '@example.com',
  'kim@example',
  'kim @example.com',
  'kim@example..com',
  'Kim <kim@example.com>',
  'a@b@example.com',
])('%j is no email address', (email) => {
  expect(problems({ name: 'Kim', email })).toEqual(['newContact.email']);
});

test.each(['kim@example.com', 'k.i-m+tickets@mail.example.co', 'kïm@exämple.com', '李@example.com'])(
  '%j is an email address',
  (email) => {
    expect(problems({ name: '李', email })).toMatchObject({ email });
  },
);

test('everything wrong is reported', () => {
  expect(problems({ name: 'x'.repeat(201), email: 'x', title: 'x'.repeat(201) })).toEqual([
    'newContact.email',
    'newContact.name',
    'newContact.title',
  ]);
});
