import { computed, reactive, ref } from 'vue';
import { useApolloClient } from '../../apollo/apollo-client.ts';
import { useMutation } from '../../apollo/useMutation.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  EventNowDocument,
  EventRowFragmentDoc,
  UpdateEventDocument,
  type EventRowFragment,
  type EventStatus,
  type UpdateEventInput,
} from '../../gql/graphql.ts';
import { useText } from '../../i18n/useText.ts';

export type EventField = 'localDate' | 'localTime' | 'status';

/** What is typed into the dialog of an event, and saving it over the version that was seen. */
export function useEventEdit(event: EventRowFragment) {
  const client = useApolloClient();
  const { t } = useText();
  const { mutate, running, error: requestError } = useMutation(UpdateEventDocument);
  /** What the server has: what the fields are compared with. It changes where somebody else saved first. */
  const seen = ref(event);
  const fields = reactive(fieldsOf(event));
  const errors = reactive<Partial<Record<EventField, string>>>({});
  /** Somebody else changed the event; saving again replaces that. */
  const isConflict = ref(false);

  const localTime = computed(() => (fields.isTimeUnknown ? null : fields.localTime));
  const isChanged = computed(() => Object.keys(changes()).length > 0);

  /** Only what differs is sent: what was not touched stays exactly as it is. */
  function changes(): Omit<UpdateEventInput, 'eventId' | 'expectedVersion'> {
    return {
      ...(fields.localDate !== seen.value.localDate ? { localDate: fields.localDate } : {}),
      ...(localTime.value !== seen.value.localTime ? { localTime: localTime.value } : {}),
      ...(fields.status !== seen.value.status ? { status: fields.status } : {}),
    };
  }

  /** The event as saved; undefined when something is to be put right first. */
  async function save(): Promise<EventRowFragment | undefined> {
    setErrors({
      ...(fields.localDate === '' ? { localDate: t('events.edit.dateMissing') } : {}),
      ...(localTime.value === '' ? { localTime: t('events.edit.timeMissing') } : {}),
    });
    if (Object.keys(errors).length > 0) return undefined;
    const answer = await mutate({ input: { eventId: event.id, expectedVersion: seen.value.version, ...changes() } });
    if (!answer) return undefined;
    const [error] = answer.updateEvent.userErrors;
    if (!error) return readFragment(EventRowFragmentDoc, answer.updateEvent.event) ?? undefined;
    if (error.__typename === 'StaleVersion') await lookAgain();
    else
      setErrors({ [fieldOf(error.path)]: error.__typename === 'InvalidInput' ? error.message : t('events.edit.gone') });
    return undefined;
  }

  /** What was typed stays; what it is compared with is the newest. */
  async function lookAgain(): Promise<void> {
    const { data } = await client.query({
      query: EventNowDocument,
      variables: { eventId: event.id },
      fetchPolicy: 'network-only',
    });
    const now = readFragment(EventRowFragmentDoc, data?.event);
    if (now) seen.value = now;
    isConflict.value = true;
  }

  function takeTheirs(): void {
    Object.assign(fields, fieldsOf(seen.value));
    isConflict.value = false;
  }

  function setErrors(next: Partial<Record<EventField, string>>): void {
    for (const field of ['localDate', 'localTime', 'status'] as const) delete errors[field];
    Object.assign(errors, next);
  }

  return { seen, fields, localTime, errors, isConflict, isChanged, save, takeTheirs, running, requestError };
}

function fieldsOf(event: EventRowFragment) {
  return {
    localDate: event.localDate,
    localTime: event.localTime ?? '',
    isTimeUnknown: event.localTime === null,
    status: event.status as EventStatus,
  };
}

function fieldOf(path: readonly string[] | null): EventField {
  return path?.[0] === 'localTime' || path?.[0] === 'status' ? path[0] : 'localDate';
}
