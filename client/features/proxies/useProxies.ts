import { computed } from 'vue';
import { useQuery } from '../../apollo/useQuery.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { ProxiesDocument, ProxyPartsFragmentDoc, type ProxyPartsFragment } from '../../gql/graphql.ts';
import { localDateIn } from '../../i18n/format.ts';
import { useViewer } from '../../shell/session.ts';

/** The proxies of today and later that concern the viewer; for Super Users everybody's. */
export function useProxies() {
  const viewer = useViewer();
  const { data, loading, error, refetch } = useQuery(ProxiesDocument, {}, { fetchPolicy: 'network-only' });
  const all = computed<readonly ProxyPartsFragment[]>(() =>
    readFragment(ProxyPartsFragmentDoc, data.value?.proxies ?? []),
  );
  const mine = (person: { id: string }) => person.id === viewer.value.user.id;

  return {
    isLoaded: computed(() => data.value !== undefined),
    loading,
    error,
    refetch,
    /** Who stands in for the viewer. */
    standIns: computed(() => all.value.filter(({ user }) => mine(user))),
    /** For whom the viewer stands in. */
    standsInFor: computed(() => all.value.filter(({ proxy }) => mine(proxy))),
    others: computed(() => all.value.filter(({ user, proxy }) => !mine(user) && !mine(proxy))),
  };
}

/** Whether the viewer stands in for somebody today, and so may see that person's orders. */
export function useStandsIn() {
  const viewer = useViewer();
  const { standsInFor } = useProxies();
  return computed(() => {
    const today = localDateIn(viewer.value.organization.timeZone, new Date());
    return standsInFor.value.some(({ from, until }) => from <= today && today <= until);
  });
}
