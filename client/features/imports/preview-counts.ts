import { readFragment, type FragmentType } from '../../gql/fragment-masking.ts';
import { ImportChangeCountsFragmentDoc, ImportPreviewPartsFragmentDoc } from '../../gql/graphql.ts';
import { countedThings, type PreviewCounts } from './preview-sums.ts';

/** The numbers of a preview, by what they count. */
export function readCounts(preview: FragmentType<typeof ImportPreviewPartsFragmentDoc>): PreviewCounts {
  const parts = readFragment(ImportPreviewPartsFragmentDoc, preview);
  const entries = countedThings.map((thing) => [thing, readFragment(ImportChangeCountsFragmentDoc, parts[thing])]);
  return Object.fromEntries(entries) as PreviewCounts;
}
