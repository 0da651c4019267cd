import { HIDDEN_LINK, type Letter, type LetterItem, type LetterLink } from './letter.ts';

/** The letter for readers without HTML. */
export function letterText(letter: Letter): string {
  const parts = [
    letter.greeting,
    ...letter.paragraphs,
    ...letter.lists.map(({ heading, items }) =>
      [...(heading ? [`${heading}:`] : []), ...items.map(itemText)].join('\n\n'),
    ),
    ...(letter.action ? [linkText(letter.action)] : []),
    `--\n${letter.closing.join('\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function itemText({ title, details, link }: LetterItem): string {
  return [`* ${title}`, ...details.map((line) => `  ${line}`), ...(link ? [`  ${linkText(link)}`] : [])].join('\n');
}

function linkText({ label, url }: LetterLink): string {
  return `${label}: ${url ?? HIDDEN_LINK}`;
}
