import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A Markdown file of the repository. */
export interface Page {
  /** Path from the root of the repository. */
  file: string;
  text: string;
}

/** Every page that people read: those of the root, of docs and of the examples. */
export function readPages(): Page[] {
  const below = ['docs', 'examples'].flatMap((folder) => markdownBelow(folder));
  return [...markdownIn('.'), ...below].map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** Addresses of the page's links and pictures, as they are written. */
export function linksOf({ text }: Page): string[] {
  const prose = withoutCode(text);
  return [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map((match) => match[1] ?? '');
}

/** What `#...` can point to in the page: its headings, named as GitHub names them, and anchors of its own. */
export function anchorsOf({ text }: Page): Set<string> {
  const seen = new Map<string, number>();
  const prose = withoutCode(text, { inline: false });
  const headings = [...prose.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => {
    const slug = slugOf(match[1] ?? '');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const own = [...prose.matchAll(/<a (?:id|name)="([^"]+)"/g)].map((match) => match[1] ?? '');
  return new Set([...headings, ...own]);
}

/** The contents of fenced blocks of a language. */
export function codeOf({ text }: Page, language: string): string[] {
  const fences = text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm);
  return [...fences].filter((match) => match[1] === language).map((match) => match[2] ?? '');
}

function slugOf(heading: string): string {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
  return plain
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

function withoutCode(text: string, { inline = true } = {}): string {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '');
  return inline ? prose.replace(/`[^`\n]*`/g, '') : prose;
}

function markdownBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.md'));
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((file) => !file.includes('node_modules'));
}

function markdownIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md'));
}
