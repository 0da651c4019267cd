import { useApolloClient } from '../../../apollo/apollo-client.ts';
import { useMutation } from '../../../apollo/useMutation.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  AdminVenueDocument,
  CreateVenueDocument,
  UpdateVenueDocument,
  VenueRowFragmentDoc,
  type VenueRowFragment,
} from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { useEdit, type FieldErrors } from '../forms/useEdit.ts';
import { readCapacity, venueChanges, venueFields, type VenueFields } from './venue-fields.ts';

/** What is typed about a venue, new (null) or known, and saving it. */
export function useVenueEdit(venue: VenueRowFragment | null) {
  const client = useApolloClient();
  const { t } = useText();
  const creating = useMutation(CreateVenueDocument);
  const updating = useMutation(UpdateVenueDocument);

  const edit = useEdit<VenueRowFragment, VenueFields>({
    thing: venue,
    fieldsOf: venueFields,
    check,
    send: (changed, fields, seen) => (seen ? update(changed, seen) : create(fields)),
    lookAgain,
  });

  function check(fields: VenueFields): FieldErrors<VenueFields> {
    const found: FieldErrors<VenueFields> = {};
    if (fields.name.trim() === '') found.name = t('administration.nameMissing');
    if (fields.timeZone === '') found.timeZone = t('venues.form.timeZoneMissing');
    if (readCapacity(fields.capacity) === undefined) found.capacity = t('venues.form.capacityWrong');
    return found;
  }

  async function create(fields: VenueFields) {
    const input = { ...venueChanges(fields), name: fields.name.trim(), timeZone: fields.timeZone };
    const answer = (await creating.mutate({ input }))?.createVenue;
    return answer && { saved: readFragment(VenueRowFragmentDoc, answer.venue), userErrors: answer.userErrors };
  }

  async function update(changed: Partial<VenueFields>, { id, version }: VenueRowFragment) {
    const input = { ...venueChanges(changed), venueId: id, expectedVersion: version };
    const answer = (await updating.mutate({ input }))?.updateVenue;
    return answer && { saved: readFragment(VenueRowFragmentDoc, answer.venue), userErrors: answer.userErrors };
  }

  async function lookAgain(): Promise<VenueRowFragment | null> {
    const variables = { venueId: venue?.id ?? '' };
    const { data } = await client.query({ query: AdminVenueDocument, variables, fetchPolicy: 'network-only' });
    return data?.node?.__typename === 'Venue' ? readFragment(VenueRowFragmentDoc, data.node) : null;
  }

  const { running, error: requestError } = venue ? updating : creating;
  return { ...edit, running, requestError };
}
