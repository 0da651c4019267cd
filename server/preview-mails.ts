import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import 'reflect-metadata';
import { letterHtml } from './features/mails/letter-html.ts';
import { letterText } from './features/mails/letter-text.ts';
import { sampleLetters } from './features/mails/letters/sample-letters.ts';

/* Writes every mail with invented people to files, for those who change a template: `npm run mail:preview [-- FOLDER]`. */
const folder = resolve(process.argv[2] ?? '.data/mail-preview');
await mkdir(folder, { recursive: true });
for (const [name, letter] of Object.entries(sampleLetters('https://backfill.example.com'))) {
  if (!letter) continue;
  await writeFile(join(folder, `${name}.html`), letterHtml(letter));
  await writeFile(join(folder, `${name}.txt`), `Subject: ${letter.subject}\n\n${letterText(letter)}`);
}
process.stdout.write(`The mails are in ${folder}\n`);
