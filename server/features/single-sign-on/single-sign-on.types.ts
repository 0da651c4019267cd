import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InvalidInput, StaleVersion, UnknownReference } from '../../platform/common-errors.ts';
import type { UserError } from '../../platform/user-error.ts';
import { Role, User } from '../people/user.entity.ts';
import { SingleSignOn } from './single-sign-on.entity.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'How people with an address of a domain sign in. It is the same for every address of the domain.',
})
export class SignInMethods {
  @Field(() => Boolean, { description: 'Whether a password may be tried.' })
  allowsPassword: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'The host of the provider that signs people of the domain in, such as "login.example.com"; null where none does. Open `/sso/start?email=...` to go there.',
  })
  singleSignOnHost: string | null;
}

@InputType({ description: 'The names of the claims that hold the facts of a user; an empty text for none.' })
export class SingleSignOnClaimsInput {
  @Field(() => String, { description: 'The address; usually "email". It must be named.' })
  email: string;

  @Field(() => String, { description: 'The full name.' })
  name: string;

  @Field(() => String, { description: 'The job title.' })
  jobTitle: string;

  @Field(() => String, { description: 'The department.' })
  department: string;

  @Field(() => String, { description: 'The division.' })
  division: string;

  @Field(() => String, { description: 'The address of the manager.' })
  manager: string;
}

@InputType({ description: 'The role that a value of the role claim gives.' })
export class SingleSignOnRoleInput {
  @Field(() => String, { description: 'The value exactly as the provider sends it.' })
  value: string;

  @Field(() => Role, { description: 'The role that it gives.' })
  role: Role;
}

@InputType({ description: 'Changes to single sign-on. Leave a field out to keep it.' })
export class UpdateSingleSignOnInput {
  @Field(() => Int, { description: 'The `version` that was read; another one answers StaleVersion.' })
  expectedVersion: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether people can sign in with the provider.' })
  isEnabled?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The provider’s issuer, beginning with https://. Another issuer or client forgets the client secret and whom the provider meant.',
  })
  issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'The id under which the provider knows this service.' })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The client secret, which is stored sealed and cannot be read again; null removes it (a public client).',
  })
  clientSecret?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Scopes to ask for beside openid, email and profile; at most 10.',
  })
  extraScopes?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The domains of the organization’s addresses, at most 50; each belongs to one organization only.',
  })
  domains?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether addresses are believed that the provider does not call verified.',
  })
  trustsEmails?: boolean | null;

  @Field(() => SingleSignOnClaimsInput, { nullable: true, description: 'Which claims hold the facts of a user.' })
  claims?: SingleSignOnClaimsInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The claim whose values give roles; null: roles are given here.',
  })
  roleClaim?: string | null;

  @Field(() => [SingleSignOnRoleInput], {
    nullable: true,
    description: 'Which value of the role claim gives which role; at most 100, each value once.',
  })
  roleMappings?: SingleSignOnRoleInput[] | null;

  @Field(() => Role, {
    nullable: true,
    description: 'The role of whoever has none of the values; null: they are refused.',
  })
  roleWithoutMatch?: Role | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether people can sign in with a password too. It can be switched off once a Super User has signed in with the provider.',
  })
  allowsPasswords?: boolean | null;
}

const UpdateSingleSignOnError = createUnionType({
  name: 'UpdateSingleSignOnError',
  description: 'Why single sign-on was not changed.',
  types: () => [InvalidInput, StaleVersion] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of updateSingleSignOn.' })
export class UpdateSingleSignOnPayload {
  @Field(() => SingleSignOn, { nullable: true, description: 'As it is now; null when it was refused.' })
  singleSignOn: CurrentSingleSignOn | null;

  @Field(() => [UpdateSingleSignOnError], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}

@InputType({ description: 'The provider to ask. What is left out is taken as it is stored.' })
export class CheckSingleSignOnInput {
  @Field(() => String, { nullable: true, description: 'The provider’s issuer.' })
  issuer?: string | null;

  @Field(() => String, { nullable: true, description: 'The id under which the provider knows this service.' })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The client secret. The stored one is used only with the issuer and client that it is stored for.',
  })
  clientSecret?: string | null;
}

export const SingleSignOnFindingCode = {
  READY: 'READY',
  ADDRESS_REFUSED: 'ADDRESS_REFUSED',
  UNREACHABLE: 'UNREACHABLE',
  NO_PROVIDER: 'NO_PROVIDER',
  OTHER_ISSUER: 'OTHER_ISSUER',
  NO_CODE_FLOW: 'NO_CODE_FLOW',
  NO_PKCE: 'NO_PKCE',
  CLIENT_REFUSED: 'CLIENT_REFUSED',
  CLIENT_UNCERTAIN: 'CLIENT_UNCERTAIN',
  SECRET_UNREADABLE: 'SECRET_UNREADABLE',
  NO_SIGN_OUT: 'NO_SIGN_OUT',
} as const;
export type SingleSignOnFindingCode = (typeof SingleSignOnFindingCode)[keyof typeof SingleSignOnFindingCode];

registerEnumType(SingleSignOnFindingCode, {
  name: 'SingleSignOnFindingCode',
  description: 'What a check of a provider can find.',
  valuesConfig: {
    READY: { description: 'The provider answers, and takes the client.' },
    ADDRESS_REFUSED: { description: 'Nothing was sent: the issuer is not an address that may be asked.' },
    UNREACHABLE: { description: 'Nothing answered at the issuer within 5 seconds.' },
    NO_PROVIDER: { description: 'Something answered, but not an OpenID provider.' },
    OTHER_ISSUER: { description: 'The provider calls itself something else than the issuer that was entered.' },
    NO_CODE_FLOW: { description: 'The provider does not offer the authorization code flow.' },
    NO_PKCE: { description: 'The provider does not say that it checks PKCE with S256; it may all the same.' },
    CLIENT_REFUSED: { description: 'The provider does not know the client, or its secret is wrong or missing.' },
    CLIENT_UNCERTAIN: { description: 'The provider answers, but not in a way that tells whether it takes the client.' },
    SECRET_UNREADABLE: { description: 'The stored secret was sealed with another SECRETS_KEY: enter it again.' },
    NO_SIGN_OUT: { description: 'The provider has no page for signing out, so people stay signed in there.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One thing that a check of a provider found.' })
export class SingleSignOnFinding {
  @Field(() => SingleSignOnFindingCode, { description: 'What was found.' })
  code: SingleSignOnFindingCode;

  @Field(() => Boolean, { description: 'Whether people cannot sign in because of it.' })
  isProblem: boolean;

  @Field(() => String, { description: 'What it means and what helps, in English, for a person to read.' })
  message: string;
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of checkSingleSignOn.' })
export class CheckSingleSignOnPayload {
  @Field(() => [SingleSignOnFinding], { description: 'All that was found, problems first; never empty.' })
  findings: SingleSignOnFinding[];
}

@InputType({ description: 'Whose account at the provider is to be forgotten.' })
export class UnlinkSingleSignOnInput {
  @Field(() => ID, { description: 'The user.' })
  userId: string;
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of unlinkSingleSignOn.' })
export class UnlinkSingleSignOnPayload {
  @Field(() => User, { nullable: true, description: 'The user; null when the id names none.' })
  user: User | null;

  @Field(() => [UnknownReference], { description: 'Empty exactly when it worked.' })
  userErrors: UserError[];
}
