import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import { ReopenOrderDocument } from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';
import { useSession } from '../../shell/session.ts';

/** Reopens an order; answers what is wrong, if something is. */
export function useReopen(orderId: string) {
  const client = useApolloClient();
  const session = useSession();
  const { t } = useText();
  const { mutate, running, error } = useMutation(ReopenOrderDocument);

  async function reopen(reason: string): Promise<string | undefined> {
    const answer = await mutate({ input: { orderId, reason } });
    const problem = answer?.reopenOrder.userErrors[0];
    if (problem) {
      return problem.__typename === 'OrderNotConfirmed' ? t('guestList.reopen.notConfirmed') : problem.message;
    }
    if (!answer) return undefined;
    // The order has moved from one tab of every list to the other.
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'myOrders' });
    client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'orders' });
    void session.refresh();
    return undefined;
  }

  return { reopen, running, error };
}
