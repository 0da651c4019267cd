import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { type Checked, right, wrong } from './row-error.ts';

/** More new categories than these come from a wrong column, not from a company. */
export const MOST_NEW_CATEGORIES = 100;

export interface NewCategory {
  id: string;
  name: string;
  nameKey: string;
}

/** The categories of one kind, by name whatever the case and accents; unknown ones are added as the file names them. */
export class CategoryBook {
  readonly created: NewCategory[] = [];
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, string>();

  constructor(onFile: readonly NewCategory[]) {
    for (const category of onFile) this.#remember(category);
  }

  /** The id of the category with this name. */
  idOf(name: string): Checked<string> {
    const nameKey = fold(name);
    const known = this.#ids.get(nameKey);
    if (known !== undefined) return right(known);
    if (this.created.length >= MOST_NEW_CATEGORIES) {
      return wrong(`A file can add at most ${MOST_NEW_CATEGORIES} new categories. Is this the right column?`);
    }
    const category = { id: newId(), name, nameKey };
    this.created.push(category);
    this.#remember(category);
    return right(category.id);
  }

  nameOf(id: string): string | null {
    return this.#names.get(id) ?? null;
  }

  #remember({ id, name, nameKey }: NewCategory): void {
    this.#ids.set(nameKey, id);
    this.#names.set(id, name);
  }
}
