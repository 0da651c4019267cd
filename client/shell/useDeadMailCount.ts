import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../apollo/useQuery.ts';
import { DeadMailCountDocument } from '../gql/graphql.ts';
import { useViewer } from './session.ts';

/** How many mails could not be delivered, for those who can send them again; 0 for everybody else. */
export function useDeadMailCount(): ComputedRef<number> {
  const viewer = useViewer();
  const { data } = useQuery(DeadMailCountDocument, {}, { enabled: () => viewer.value.viewerCanAdminister.allowed });
  return computed(() => data.value?.viewer.deadMailCount ?? 0);
}
