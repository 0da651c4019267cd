import { inOnePiece } from './text-builder.ts';

/** About 150 bytes each, over all plans. */
const MOST_TEXTS = 50_000;

let current = { count: 0 };

/**
 * The texts of rows that never change, by row: names of venues and ticket locations are written once and not at every page. Rows of that
 * kind are frozen by whoever keeps them. When there are too many, all start again.
 */
export class RowTexts {
  #texts = new WeakMap<object, string>();
  #generation = current;

  get(row: object): string | undefined {
    return this.#generation === current ? this.#texts.get(row) : undefined;
  }

  set(row: object, text: string): void {
    if (current.count >= MOST_TEXTS) current = { count: 0 };
    if (this.#generation !== current) {
      this.#texts = new WeakMap();
      this.#generation = current;
    }
    current.count += 1;
    this.#texts.set(row, inOnePiece(text));
  }
}
