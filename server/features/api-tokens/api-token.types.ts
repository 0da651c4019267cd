import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, NameTaken, UnknownReference } from '../../platform/common-errors.ts';
import { connectionType } from '../../platform/connection.ts';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';
import { ApiScope } from '../people/scope.ts';

/** A row of the global table api_tokens, as tenants see it. */
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A key for a program, which acts as a user within some scopes. Its secret was shown once, when it was created.',
})
export class ApiToken extends Node {
  @Field(() => String, { description: 'What it is for, as whoever created it wrote.' })
  name: string;

  @Field(() => String, { description: 'The first characters of the secret, by which to recognize it.' })
  start: string;

  @Field(() => [ApiScope], { description: 'What it may be used for, at least one.' })
  scopes: ApiScope[];

  userId: string;
  createdById: string | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt: Date;

  @Field(() => DateTime, { description: 'From when on it does not work any more.' })
  expiresAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was used last, to 5 minutes; null before its first use.',
  })
  lastUsedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null unless it was.' })
  revokedAt: Date | null;

  revokedById: string | null;
}

export const ApiTokenConnection = connectionType(() => ApiToken, 'ApiToken');

@InputType({ description: 'A new API token.' })
export class CreateApiTokenInput {
  @Field(() => String, {
    description: 'What it is for, 1 to 200 characters; unique among the tokens that are not revoked.',
  })
  name: string;

  @Field(() => [ApiScope], { description: 'What it may be used for, at least one. Give it no more than it needs.' })
  scopes: ApiScope[];

  @Field(() => DateTime, { description: 'From when on it does not work any more: within the next 366 days.' })
  expiresAt: Date;

  @Field(() => ID, {
    nullable: true,
    description: 'The active user it acts as, whose role it has. Absent or null: whoever creates it.',
  })
  userId?: string | null;
}

export const CreateApiTokenError = createUnionType({
  name: 'CreateApiTokenError',
  description: 'Why an API token was not created.',
  types: () => [InvalidInput, NameTaken, UnknownReference] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of createApiToken.' })
export class CreateApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The new token; null when it was not created.' })
  apiToken: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the program sends as `Authorization: Bearer ...`. It is stored nowhere and never shown again.',
  })
  secret: string | null;

  @Field(() => [CreateApiTokenError], { description: 'Why it was not created; empty exactly when it was.' })
  userErrors: (InvalidInput | NameTaken | UnknownReference)[];
}

@InputType({ description: 'Which API token to revoke.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'Id of the token.' })
  apiTokenId: string;
}

export const RevokeApiTokenError = createUnionType({
  name: 'RevokeApiTokenError',
  description: 'Why an API token was not revoked.',
  types: () => [UnknownReference] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of revokeApiToken.' })
export class RevokeApiTokenPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The token, revoked; null when the id is unknown.' })
  apiToken: ApiToken | null;

  @Field(() => [RevokeApiTokenError], { description: 'Why it was not revoked; empty exactly when it is.' })
  userErrors: UnknownReference[];
}
