import { HIDDEN_LINK, type Letter, type LetterItem, type LetterLink, type LetterList } from './letter.ts';

/*
 * Mail readers know little CSS: everything that matters is inline and works without images. Colors are readable on white and on
 * black, so that readers that darken mails by themselves do no harm; those that honor the media query get a dark page of ours.
 */
const DARK = `@media (prefers-color-scheme: dark) {
  .page { background: #0f172a !important; } .card { background: #1e293b !important; border-color: #334155 !important; }
  .ink { color: #f1f5f9 !important; } .faint { color: #cbd5e1 !important; } .item { border-color: #334155 !important; }
  .link { color: #7dd3fc !important; } }`;
const FONT = 'font-family: system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif;';
const PARAGRAPH = 'margin: 0 0 16px; font-size: 16px; line-height: 1.5; color: #0f172a;';

/** The letter as a page of its own. */
export function letterHtml(letter: Letter): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(letter.subject)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin: 0; padding: 0; background: #f1f5f9;">
<div class="page" style="padding: 24px 12px; background: #f1f5f9; ${FONT}">
<div class="card" style="max-width: 560px; margin: 0 auto; padding: 28px 24px; background: #ffffff; border: 1px solid #e2e8f0; border-radius: 12px;">
<h1 class="ink" style="margin: 0 0 20px; font-size: 20px; line-height: 1.3; color: #0f172a;">${escape(letter.subject)}</h1>
${[letter.greeting, ...letter.paragraphs].map(paragraph).join('\n')}
${letter.lists.map(list).join('\n')}
${letter.action ? button(letter.action) : ''}
</div>
<div style="max-width: 560px; margin: 16px auto 0; padding: 0 24px;">
${letter.closing.map((line) => `<p class="faint" style="margin: 0 0 8px; font-size: 13px; line-height: 1.5; color: #475569;">${escape(line)}</p>`).join('\n')}
</div>
</div>
</body>
</html>
`;
}

function paragraph(text: string): string {
  return `<p class="ink" style="${PARAGRAPH}">${escape(text)}</p>`;
}

function list({ heading, items }: LetterList): string {
  const title = heading
    ? `<h2 class="ink" style="margin: 8px 0; font-size: 16px; line-height: 1.5; color: #0f172a;">${escape(heading)}</h2>\n`
    : '';
  const rows = items.map(item).join('\n');
  return `${title}<ul style="margin: 0 0 20px; padding: 0; list-style: none;">\n${rows}\n</ul>`;
}

function item({ title, details, link }: LetterItem): string {
  const name = link?.url
    ? `<a class="link" href="${escape(link.url)}" style="color: #075985; font-weight: 600;">${escape(title)}</a>`
    : `<strong class="ink" style="color: #0f172a;">${escape(title)}</strong>`;
  const lines = details.map(
    (line) => `<br><span class="faint" style="font-size: 14px; color: #475569;">${escape(line)}</span>`,
  );
  return `<li class="item" style="padding: 10px 0; border-top: 1px solid #e2e8f0; font-size: 16px; line-height: 1.5;">${name}${lines.join('')}</li>`;
}

function button({ label, url }: LetterLink): string {
  if (url === null) return paragraph(`${label}: ${HIDDEN_LINK}`);
  return `<p style="margin: 8px 0 0;"><a href="${escape(url)}" style="display: inline-block; padding: 12px 20px; border-radius: 8px; background: #075985; color: #ffffff; font-size: 16px; font-weight: 600; text-decoration: none;">${escape(label)}</a></p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
