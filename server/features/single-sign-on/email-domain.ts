/** The domain of an address, in lower case, or undefined where the text is not one address. */
export function domainOf(email: string): string | undefined {
  const [, domain] = /^[^\s@]+@([^\s@]+)$/.exec(email.trim()) ?? [];
  return domain?.toLowerCase();
}

/** Whether it is a domain as in an address, such as example.com, in lower case. */
export function isDomain(text: string): boolean {
  return text.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(text);
}
