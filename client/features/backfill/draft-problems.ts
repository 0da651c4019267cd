import type { DraftProblemFragment } from '../../gql/graphql.ts';

type Located = Pick<DraftProblemFragment, 'path'>;

/** The line that a problem or warning is about, by its path (["assignments", "3", "quantity"]); undefined for the whole. */
export function lineIndexOf({ path }: Located): number | undefined {
  const at = path?.indexOf('assignments') ?? -1;
  const index = Number(path?.[at + 1]);
  return at >= 0 && Number.isInteger(index) ? index : undefined;
}

/** The field of a line that a problem is about, as the path names it. */
export function fieldOf({ path }: Located): string | undefined {
  const at = path?.indexOf('assignments') ?? -1;
  return at >= 0 ? path?.[at + 2] : undefined;
}
