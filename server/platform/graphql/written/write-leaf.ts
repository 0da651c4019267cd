import { type GraphQLLeafType, isEnumType } from 'graphql';
import { RowTexts } from './row-texts.ts';

/** How values of a scalar or enum are written as JSON; throws what its `serialize` throws. */
export function leafWriter(type: GraphQLLeafType): (value: unknown) => string {
  const serialized = (value: unknown): string => {
    const result = type.serialize(value);
    const text = JSON.stringify(result) as string | undefined;
    if (result === null || text === undefined)
      throw new Error(`A value of ${type.name} cannot be null once serialized.`);
    return text;
  };
  if (isEnumType(type)) return remembered(serialized);
  switch (type.name) {
    case 'String':
    case 'ID':
      return (value) => (typeof value === 'string' ? textOf(value) : serialized(value));
    case 'Int':
      return (value) =>
        Number.isInteger(value) && (value as number) === ((value as number) | 0)
          ? `${value as number}`
          : serialized(value);
    case 'Boolean':
      return (value) => (typeof value === 'boolean' ? `${value}` : serialized(value));
    default:
      return timesRemembered(serialized);
  }
}

/** A time that is frozen, as that of an event that is kept, is written once. */
function timesRemembered(write: (value: unknown) => string): (value: unknown) => string {
  const texts = new RowTexts();
  return (value) => {
    if (!(value instanceof Date && Object.isFrozen(value))) return write(value);
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = write(value);
    texts.set(value, text);
    return text;
  };
}

/** An enum has few values. */
function remembered(write: (value: unknown) => string): (value: unknown) => string {
  const texts = new Map<unknown, string>();
  return (value) => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = write(value);
    texts.set(value, text);
    return text;
  };
}

/** A string of which it is known that JSON takes it as it is. */
export function quoted(value: unknown): string {
  return `"${value as string}"`;
}

/** What JSON does not take as it is: quotes, backslashes, control characters, and halves of characters. */
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Most strings are short and need no escapes: looking for some takes half as long as writing them with care. */
function textOf(value: string): string {
  return value.length < 100 && !ESCAPED.test(value) ? quoted(value) : JSON.stringify(value);
}
