import { ref } from 'vue';
import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { DeadMailCountDocument, ResendMailDocument } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useProblemText } from '../forms/useProblemText.ts';

/** Sends a mail again that was given up or kept. */
export function useResend(onSent: () => Promise<void>) {
  const { t } = useText();
  const client = useApolloClient();
  const problemText = useProblemText();
  const { mutate, running, error } = useMutation(ResendMailDocument);
  /** What came of it. */
  const said = ref('');
  const refusal = ref('');
  /** The mail that is being sent, or was last. */
  const mailId = ref('');

  async function resend(id: string): Promise<void> {
    mailId.value = id;
    said.value = '';
    refusal.value = '';
    const answer = await mutate({ input: { mailId: id } });
    if (!answer) return;
    const [problem] = answer.resendMail.userErrors;
    if (problem) refusal.value = problemText(problem);
    else said.value = t('outbox.resent');
    // The count in the navigation follows.
    void client.query({ query: DeadMailCountDocument, fetchPolicy: 'network-only' });
    await onSent();
  }

  return { resend, running, error, said, refusal, mailId };
}
