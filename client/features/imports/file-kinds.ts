import type { ImportFileKind } from '../../gql/graphql.ts';

/** The files of an import, in the order in which they are read. */
export const fileKinds = ['venues', 'employees', 'inventory'] as const;

/** As the upload names its parts; see `kindNames` for the API's names. */
export type FileKind = (typeof fileKinds)[number];

export type ChosenFiles = Partial<Record<FileKind, File>>;

/** The API's names. */
export const kindNames: Record<ImportFileKind, FileKind> = {
  VENUES: 'venues',
  EMPLOYEES: 'employees',
  INVENTORY: 'inventory',
};

/** All files of one import together. */
export const mostBytes = 100 * 1024 * 1024;

const hints: Record<FileKind, RegExp> = {
  venues: /venue|stadium|arena/i,
  employees: /employee|user|people|staff|director/i,
  inventory: /inventor|ticket|seat|pos\b/i,
};

/** What a file probably holds, by its name; several files that are dropped at once are told apart so. */
export function guessKind(fileName: string): FileKind | undefined {
  return fileKinds.find((kind) => hints[kind].test(fileName));
}

/** Puts dropped files into their places: a single one where it was dropped, several by their names. */
export function placeFiles(files: readonly File[], target: FileKind): ChosenFiles {
  const [only] = files;
  if (files.length === 1 && only) return { [target]: only };
  const placed: ChosenFiles = {};
  for (const file of files) {
    const kind = guessKind(file.name);
    if (kind) placed[kind] ??= file;
  }
  return placed;
}

/** How much there is to upload. */
export function byteCountOf(files: ChosenFiles): number {
  return fileKinds.reduce((sum, kind) => sum + (files[kind]?.size ?? 0), 0);
}
