/**
 * Lets a statement name what it is given: `:now` becomes the placeholder of `now`, numbered by its place in `names`. `::`, a cast, stays.
 * @throws for a name that is not in the list
 */
export function withPlaceholders(text: string, names: readonly string[]): string {
  return text.replaceAll(/(?<!:):([a-z]\w*)/gi, (_, name: string) => {
    const place = names.indexOf(name);
    if (place < 0) throw new Error(`The statement names ${name}, which it is not given.`);
    return `$${place + 1}`;
  });
}
