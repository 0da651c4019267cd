import { expect, test } from '@jest/globals';
import { letterHtml } from '../letter-html.ts';
import { letterText } from '../letter-text.ts';
import type { Letter } from '../letter.ts';
import { sampleLetters } from './sample-letters.ts';

const letters = sampleLetters('https://backfill.example.com');

function letter(name: string): Letter {
  const found = letters[name];
  if (!found) throw new Error(`There is no letter ${name}.`);
  return found;
}

test('every letter has a subject of its own that says what it wants', () => {
  expect(Object.fromEntries(Object.keys(letters).map((name) => [name, letter(name).subject]))).toEqual({
    'guest-list-waiting-one': 'Who used your tickets for Fairview Falcons v Harbor City <Hawks>?',
    'guest-list-waiting-two': 'Who used your tickets? 2 guest lists wait',
    'guest-list-waiting-ordered': 'Who used your tickets for The Invented Orchestra?',
    'reminder-one': 'Reminder: the guest list for Fairview Falcons v Harbor City <Hawks> is still open',
    'reminder-two': 'Reminder: 2 guest lists are still open',
    'reminder-to-manager': 'Open guest lists of 2 people of your team',
    invitation: 'You are invited to Backfill at Example Works',
    'invitation-hidden': 'You are invited to Backfill at Example Works',
    'password-reset': 'Set a new password for Backfill',
  });
});

test('the text of a reminder lists each order with what tells it apart and its link', () => {
  const text = letterText(letter('reminder-two')).replace(/orders\/[\w-]{40,}/g, 'orders/ID');
  expect(text).toBe(`Hello Mina Manager,

Please say who used the tickets, and whether they came. It takes a minute:

* Fairview Falcons v Harbor City <Hawks>
  Jul 4, 2026 · Fairview Arena, Suite 214
  4 tickets · order K7QW2M9X
  Complete the guest list: https://backfill.example.com/orders/ID/guest-list

* The Invented Orchestra
  Jul 11, 2026 · Fairview Arena, Club 108, row C
  1 ticket · order K7QW2M9X
  Complete the guest list: https://backfill.example.com/orders/ID/guest-list

See my orders: https://backfill.example.com/orders

--
You get this mail because Example Works records who used its tickets.
The reminders stop as soon as you have confirmed the guest list.
`);
});

test('who is asked for the first time reads why', () => {
  expect(letterText(letter('guest-list-waiting-one'))).toContain('Tickets that nobody had ordered were recorded');
  expect(letterText(letter('guest-list-waiting-ordered'))).toContain('The event is over. Please say who came along');
});

test('a manager reads whose lists are open', () => {
  const text = letterText(letter('reminder-to-manager'));
  expect(text).toContain('Guest of Suite 214:\n\n* Fairview Falcons');
  expect(text).toContain('Guest of Club 108:\n\n* The Invented Orchestra');
  expect(text).not.toContain('/guest-list');
});

test('password letters bring the link, or say where it is', () => {
  expect(letterText(letter('invitation'))).toContain(
    'Set my password: https://backfill.example.com/set-password#an-invented-token',
  );
  expect(letterText(letter('password-reset'))).toContain(
    'Set a new password: https://backfill.example.com/set-password#an-invented-token',
  );
  expect(letterText(letter('invitation-hidden'))).not.toContain('set-password');
});

test('HTML escapes what people typed, asks for nothing from elsewhere and works in the dark', () => {
  for (const name of Object.keys(letters)) {
    const html = letterHtml(letter(name));
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(|@import/);
    expect(html).not.toContain('<Hawks>');
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(html).toContain('@media (prefers-color-scheme: dark)');
  }
  expect(letterHtml(letter('reminder-one'))).toContain('Harbor City &#60;Hawks&#62;');
});
