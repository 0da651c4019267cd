/** The bytes of one file, which can be read from the start as often as needed (the first time to find out its encoding). */
export interface FileSource {
  open(): AsyncIterable<Uint8Array>;
}

/** The three files that can be loaded, in the order in which they are applied. */
export const FILE_KINDS = ['VENUES', 'EMPLOYEES', 'INVENTORY'] as const;

export type FileKind = (typeof FILE_KINDS)[number];

/** A file that stands in memory: for tests and small texts. */
export function textSource(text: string): FileSource {
  return bytesSource(new TextEncoder().encode(text));
}

/** Bytes that stand in memory. */
export function bytesSource(bytes: Uint8Array): FileSource {
  return {
    async *open() {
      yield bytes;
    },
  };
}
