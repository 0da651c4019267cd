import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Role } from '../people/user.entity.ts';

/** Which claim of the provider holds which fact of a user; empty: none does. */
@ObjectType({
  simpleResolvers: true,
  description:
    'The names of the claims that hold the facts of a user. An empty text means that no claim does, and the fact stays as it is on file.',
})
export class SingleSignOnClaims {
  @Field(() => String, { description: 'The address, by which a user is known the first time; usually "email".' })
  email: string;

  @Field(() => String, { description: 'The full name; without it, given_name and family_name are taken together.' })
  name: string;

  @Field(() => String, { description: 'The job title.' })
  jobTitle: string;

  @Field(() => String, { description: 'The department.' })
  department: string;

  @Field(() => String, { description: 'The division.' })
  division: string;

  @Field(() => String, { description: 'The address of the manager, who has to be on file.' })
  manager: string;
}

@ObjectType({ simpleResolvers: true, description: 'The role that a value of the role claim gives.' })
export class SingleSignOnRole {
  @Field(() => String, { description: 'The value exactly as the provider sends it: the name or id of a group.' })
  value: string;

  @Field(() => Role, { description: 'The role that it gives. Of several, the highest counts.' })
  role: Role;
}

/** At most one row for each organization; read it with `singleSignOnOf`, which knows what holds without one. */
@ObjectType('SingleSignOn', {
  simpleResolvers: true,
  description: 'How an organization signs its people in with an OpenID provider of its own.',
})
@Entity('single_sign_on')
export class SingleSignOn {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Field(() => Boolean, { description: 'Whether people can sign in with the provider.' })
  @Column('boolean', { name: 'is_enabled' })
  isEnabled: boolean;

  @Field(() => String, { description: 'The provider’s issuer, such as "https://login.example.com"; empty for none.' })
  @Column('text')
  issuer: string;

  @Field(() => String, { description: 'The id under which the provider knows this service; empty for none.' })
  @Column('text', { name: 'client_id' })
  clientId: string;

  /** Sealed; see client-secret.ts. */
  @Column('bytea', { name: 'client_secret', nullable: true })
  clientSecret: Buffer | null;

  @Field(() => [String], { description: 'Scopes that are asked for beside openid, email and profile.' })
  @Column('text', { name: 'extra_scopes', array: true })
  extraScopes: string[];

  @Field(() => Boolean, {
    description: 'Whether addresses are believed that the provider does not call verified (`email_verified`).',
  })
  @Column('boolean', { name: 'trusts_emails' })
  trustsEmails: boolean;

  @Field(() => SingleSignOnClaims, { description: 'Which claims hold the facts of a user.' })
  @Column('jsonb')
  claims: SingleSignOnClaims;

  @Field(() => String, {
    nullable: true,
    description:
      'The claim whose values give roles, such as "groups" or "realm_access.roles"; null: roles are given here.',
  })
  @Column('text', { name: 'role_claim', nullable: true })
  roleClaim: string | null;

  @Field(() => [SingleSignOnRole], { description: 'Which value of the role claim gives which role.' })
  @Column('jsonb', { name: 'role_mappings' })
  roleMappings: SingleSignOnRole[];

  @Field(() => Role, {
    nullable: true,
    description:
      'The role of whoever has none of these values and, without a role claim, of new users; null: they are refused.',
  })
  @Column('text', { name: 'role_without_match', nullable: true })
  roleWithoutMatch: Role | null;

  @Field(() => Boolean, { description: 'Whether people can sign in with a password too.' })
  @Column('boolean', { name: 'allows_passwords' })
  allowsPasswords: boolean;

  @Field(() => Int, {
    description: 'Goes up with every change, from 0 for the defaults; send it back as `expectedVersion`.',
  })
  @Column('int')
  version: number;
}
