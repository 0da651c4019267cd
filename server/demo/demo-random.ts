/** Chance that comes out the same every time. */
export interface DemoRandom {
  /** From 0 up to, but not including, 1. */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** A row id: a uuid v7 that counts up from the start of the demo's day. */
  id(): string;
}

/** Chance from a seed. `day` is when the ids begin. */
export function demoRandom(seed: number, day: Date): DemoRandom {
  let state = seed;
  let millisecond = day.getTime();
  // Mulberry32.
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  const hex = (digits: number): string =>
    integer(0, 16 ** digits - 1)
      .toString(16)
      .padStart(digits, '0');
  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    pick(choices) {
      const choice = choices[integer(0, choices.length - 1)];
      if (choice === undefined) throw new Error('There is nothing to pick from.');
      return choice;
    },
    shuffled(list) {
      const keyed = list.map((item) => ({ item, key: fraction() }));
      return keyed.sort((one, other) => one.key - other.key).map(({ item }) => item);
    },
    id() {
      millisecond += 1;
      const time = millisecond.toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'.charAt(integer(0, 3))}${hex(3)}-${hex(6)}${hex(6)}`;
    },
  };
}
