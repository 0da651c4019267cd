import 'reflect-metadata';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import type { RequestContext } from './platform/context.ts';
import { callDirectly } from './platform/graphql/direct-resolvers.ts';
import { wrapResolver } from './platform/graphql/wrap-resolver.ts';
import { markPlainId } from './platform/graphql/plain-id.ts';
import { encodeNodeId } from './platform/node-id.ts';
import { guardScopes } from './guard-scopes.ts';
import { NodeResolver } from './node.resolver.ts';
import { ApiTokensResolver } from './features/api-tokens/api-tokens.resolver.ts';
import { AuditEntryResolver } from './features/audit/audit-entry.resolver.ts';
import { AuditLogResolver } from './features/audit/audit-log.resolver.ts';
import { ErasureResolver } from './features/erasure/erasure.resolver.ts';
import { EventResolver } from './features/events/event.resolver.ts';
import { GuestCandidatesResolver } from './features/guest-lists/guest-candidates.resolver.ts';
import { GuestListMutationsResolver } from './features/guest-lists/guest-list-mutations.resolver.ts';
import { GuestListVersionResolver } from './features/guest-lists/guest-list-version.resolver.ts';
import { GuestListResolver, OrderGuestListResolver } from './features/guest-lists/guest-list.resolver.ts';
import { GuestResolver } from './features/guest-lists/guest.resolver.ts';
import { AssignmentFieldsResolver, BackfillFieldsResolver } from './features/backfills/backfill-fields.resolver.ts';
import { ConfirmPayloadResolver } from './features/backfills/confirm-payload.resolver.ts';
import { BackfillsResolver } from './features/backfills/backfills.resolver.ts';
import { ViewerBackfillsResolver } from './features/backfills/viewer-backfills.resolver.ts';
import { HistoryResolver } from './features/history/history.resolver.ts';
import { ImportsResolver } from './features/imports/imports.resolver.ts';
import { CategoriesResolver } from './features/inventory/categories.resolver.ts';
import {
  TicketCategoryChangesResolver,
  UsageCategoryChangesResolver,
} from './features/inventory/category-changes.resolver.ts';
import { TicketGroupResolver } from './features/inventory/ticket-group.resolver.ts';
import { TicketResolver } from './features/inventory/ticket.resolver.ts';
import { MailsResolver, ViewerMailsResolver } from './features/mails/mails.resolver.ts';
import { OrderFieldsResolver } from './features/orders/order-fields.resolver.ts';
import { OrdersResolver } from './features/orders/orders.resolver.ts';
import { ViewerOrdersResolver } from './features/orders/viewer-orders.resolver.ts';
import { OrganizationResolver } from './features/people/organization.resolver.ts';
import { PeopleResolver } from './features/people/people.resolver.ts';
import { UserChangesResolver } from './features/people/user-changes.resolver.ts';
import { ViewerResolver } from './features/people/viewer.resolver.ts';
import {
  SessionsResolver,
  UserSessionsResolver,
  ViewerSessionsResolver,
} from './features/sessions/sessions.resolver.ts';
import { SettingsResolver } from './features/settings/settings.resolver.ts';
import { ProxiesResolver } from './features/proxies/proxies.resolver.ts';
import { PasswordLinksResolver } from './features/password-links/password-links.resolver.ts';
import { SignInResolver } from './features/sign-in/sign-in.resolver.ts';
import { SignOutAtProviderResolver } from './features/single-sign-on/sign-out-at-provider.resolver.ts';
import { SingleSignOnResolver } from './features/single-sign-on/single-sign-on.resolver.ts';
import { UnusedQueueResolver } from './features/unused-queue/unused-queue.resolver.ts';
import {
  UnusedEventResolver,
  UnusedTicketLocationResolver,
  UnusedVenueResolver,
} from './features/unused-queue/unused-rows.resolver.ts';
import { VenueChangesResolver } from './features/venues/venue-changes.resolver.ts';
import { VenuesResolver } from './features/venues/venues.resolver.ts';

const resolvers: NonEmptyArray<new () => object> = [
  ApiTokensResolver,
  AssignmentFieldsResolver,
  AuditEntryResolver,
  AuditLogResolver,
  BackfillFieldsResolver,
  ConfirmPayloadResolver,
  BackfillsResolver,
  CategoriesResolver,
  ErasureResolver,
  EventResolver,
  GuestCandidatesResolver,
  GuestListMutationsResolver,
  GuestListResolver,
  GuestListVersionResolver,
  GuestResolver,
  HistoryResolver,
  ImportsResolver,
  MailsResolver,
  NodeResolver,
  OrderFieldsResolver,
  OrderGuestListResolver,
  OrdersResolver,
  OrganizationResolver,
  PasswordLinksResolver,
  PeopleResolver,
  SessionsResolver,
  SettingsResolver,
  ProxiesResolver,
  SignInResolver,
  SignOutAtProviderResolver,
  SingleSignOnResolver,
  TicketCategoryChangesResolver,
  TicketGroupResolver,
  TicketResolver,
  UnusedEventResolver,
  UnusedQueueResolver,
  UnusedTicketLocationResolver,
  UnusedVenueResolver,
  UsageCategoryChangesResolver,
  UserChangesResolver,
  UserSessionsResolver,
  VenueChangesResolver,
  VenuesResolver,
  ViewerMailsResolver,
  ViewerOrdersResolver,
  ViewerBackfillsResolver,
  ViewerResolver,
  ViewerSessionsResolver,
];

/** The operations that a stranger may call; all others ask for a session first. */
const FOR_STRANGERS = new Set([
  'passwordLink',
  'requestPasswordReset',
  'setPassword',
  'signIn',
  'signInMethods',
  'signOut',
]);

/** The input types of which exactly one field must be given. TypeGraphQL has no word for them. */
const ONE_OF_INPUTS = ['GuestReference'];

/** Builds the executable schema. */
export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({ resolvers, validate: false, authMode: 'error' });
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type)) callDirectly(type);
    if (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) encodeIds(type);
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) letDefaultsStandForNull(field);
    if (isInputObjectType(type) && ONE_OF_INPUTS.includes(type.name)) type.isOneOf = true;
  }
  describeRoots(schema);
  guardScopes(schema);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (root) askForSession(root);
  return schema;
}

/** Roots are classes of many resolvers, so nobody describes them; an `input` argument says what its type says. */
function describeRoots(schema: GraphQLSchema): void {
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) query.description = 'What can be read. Everything but signing in asks for a session.';
  if (!mutation) return;
  mutation.description =
    'What can be changed. Expected failures come back as `userErrors`, and nothing was changed then.';
  for (const arg of Object.values(mutation.getFields()).flatMap(({ args }) => args)) {
    arg.description ??= getNamedType(arg.type).description;
  }
}

/** The schema as it is committed in schema.graphql: sorted, so that a diff shows only what changed. */
export function printSortedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** Rows carry their bare id; callers see it encoded with type and organization. */
function encodeIds(type: GraphQLObjectType): void {
  const id = type.getFields().id;
  if (!id) return;
  id.resolve = (row: { organizationId: string; id: string }) => encodeNodeId(type.name, row.organizationId, row.id);
  markPlainId(id);
}

/**
 * An argument with a default can be left out or null, and gets its default both ways: `first: Int = 25`, so that a nullable
 * variable can be passed. TypeGraphQL would print `Int! = 25`.
 */
function letDefaultsStandForNull(field: GraphQLField<unknown, RequestContext>): void {
  const { resolve } = field;
  const withDefaults = field.args.filter(({ defaultValue }) => defaultValue !== undefined);
  if (!resolve || withDefaults.length === 0) return;
  for (const arg of withDefaults) arg.type = getNullableType(arg.type);
  const isNull = (args: Record<string, unknown>): boolean =>
    withDefaults.some(({ name }) => args[name] === undefined || args[name] === null);
  const filled = (args: Record<string, unknown>): Record<string, unknown> => {
    const all = { ...args };
    for (const { name, defaultValue } of withDefaults) all[name] ??= defaultValue;
    return all;
  };
  field.resolve = wrapResolver(resolve, (args) => (isNull(args) ? filled(args) : args));
}

function askForSession(root: GraphQLObjectType): void {
  for (const field of Object.values(root.getFields())) {
    const { resolve } = field;
    if (!resolve || FOR_STRANGERS.has(field.name)) continue;
    field.resolve = wrapResolver(resolve, (args, ctx) => {
      // Throws UNAUTHENTICATED for a stranger.
      void ctx.viewer;
      return args;
    });
  }
}
