import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { LocalDate } from '../../platform/scalars.ts';
import { Proxy } from './proxy.entity.ts';

@InputType({ description: 'Who may complete guest lists for whom, and when.' })
export class CreateProxyInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The user who is stood in for. Absent: the caller. Only Super Users may name somebody else.',
  })
  userId?: string | null;

  @Field(() => ID, { description: 'The active user who stands in.' })
  proxyId: string;

  @Field(() => LocalDate, { description: 'First day, in the organization’s time zone.' })
  from: string;

  @Field(() => LocalDate, { description: 'Last day, not in the past; at most 366 days in all.' })
  until: string;
}

@InputType({ description: 'Which proxy ends now.' })
export class EndProxyInput {
  @Field(() => ID, { description: 'The proxy; the caller must be part of it, or a Super User.' })
  proxyId: string;
}

export type CreateProxyError = UnknownReference | InvalidInput;

const CreateProxyErrorUnion = createUnionType({
  name: 'CreateProxyError',
  description: 'Why no proxy was appointed.',
  types: () => [UnknownReference, InvalidInput] as const,
});

const EndProxyErrorUnion = createUnionType({
  name: 'EndProxyError',
  description: 'Why a proxy was not ended.',
  types: () => [UnknownReference] as const,
});

const USER_ERRORS = { description: 'Why nothing was changed; empty exactly when it worked.' };

@ObjectType({ simpleResolvers: true, description: 'Outcome of createProxy.' })
export class CreateProxyPayload {
  @Field(() => Proxy, { nullable: true, description: 'The new proxy; null after an error.' })
  proxy: Proxy | null;

  @Field(() => [CreateProxyErrorUnion], USER_ERRORS)
  userErrors: CreateProxyError[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of endProxy.' })
export class EndProxyPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the proxy that has ended; null after an error.' })
  endedProxyId: string | null;

  @Field(() => [EndProxyErrorUnion], USER_ERRORS)
  userErrors: UnknownReference[];
}
