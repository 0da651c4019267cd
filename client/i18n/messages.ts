/** The messages of one area of the product, or of a part of it. */
export interface Messages {
  [key: string]: string | Messages;
}

/** What stands in the gaps of a message. */
export type Named = Record<string, unknown>;

/** The message of a key such as "backfill.columns.name", or undefined where there is none. */
export function findMessage(messages: Messages, key: string): string | undefined {
  let found: string | Messages | undefined = messages;
  for (const part of key.split('.')) found = typeof found === 'object' ? found[part] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Fills in "{name}". A message with a plural has two forms, "one | other", as every language of ours does. */
export function fillMessage(message: string, named: Named = {}, count = 1): string {
  const [one = '', other = one] = message.split(' | ');
  return (count === 1 ? one : other).replace(/\{(\w+)\}/g, (_, name: string) => String(named[name] ?? ''));
}
