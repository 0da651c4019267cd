import type { ComputedRef } from 'vue';
import type { QueryState } from '../../apollo/useQuery.ts';
import type { QueueRow } from './queue-rows.ts';

/** The rows of a view, and how to get more of them. */
export interface QueueRows {
  query: Pick<QueryState<unknown, unknown>, 'data' | 'loading' | 'isPrevious' | 'error' | 'refetch'>;
  rows: ComputedRef<readonly QueueRow[]>;
  /** How many top rows there are. */
  shownCount: ComputedRef<number>;
  hasMore: ComputedRef<boolean>;
  loadMore(): Promise<void>;
  /** Loads the next rows below the row with this key. */
  loadMoreBelow(parentKey: string): void;
  /** Tries again to load the rows below the row with this key. */
  retryBelow(parentKey: string): void;
}
