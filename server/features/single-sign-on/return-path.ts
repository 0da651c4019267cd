const LONGEST = 2000;
const ANY_ORIGIN = 'http://here.invalid';

/** The path to go to after signing in, if it is one of ours; the start page otherwise. */
export function returnPath(text: unknown): string {
  if (typeof text !== 'string' || text.length > LONGEST || !text.startsWith('/')) return '/';
  if (!URL.canParse(text, ANY_ORIGIN)) return '/';
  const { origin, pathname, search, hash } = new URL(text, ANY_ORIGIN);
  // Browsers read a path that begins with two slashes as the name of a host.
  return origin === ANY_ORIGIN && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
