import type { Role, SingleSignOnPartsFragment, UpdateSingleSignOnInput } from '../../../gql/graphql.ts';

/** A value of the role claim as it is typed. The key tells rows apart while their values change. */
export interface TypedRole {
  key: number;
  value: string;
  role: Role;
}

export const claimNames = ['email', 'name', 'jobTitle', 'department', 'division', 'manager'] as const;
export type ClaimFields = Record<(typeof claimNames)[number], string>;

/** What is typed on the page. */
export interface SingleSignOnFields {
  isEnabled: boolean;
  issuer: string;
  clientId: string;
  /** Empty: the one that is stored stays. */
  clientSecret: string;
  removesSecret: boolean;
  extraScopes: string;
  domains: string;
  trustsEmails: boolean;
  claims: ClaimFields;
  roleClaim: string;
  roleMappings: TypedRole[];
  /** Empty: refused. */
  roleWithoutMatch: Role | '';
  allowsPasswords: boolean;
}

/** What the server has, as it is typed. A secret is never among it. */
export function typedFields(settings: SingleSignOnPartsFragment): SingleSignOnFields {
  const { isEnabled, issuer, clientId, trustsEmails, allowsPasswords, claims } = settings;
  return {
    isEnabled,
    issuer,
    clientId,
    clientSecret: '',
    removesSecret: false,
    extraScopes: settings.extraScopes.join(' '),
    domains: settings.domains.join('\n'),
    trustsEmails,
    claims: Object.fromEntries(claimNames.map((name) => [name, claims[name]])) as ClaimFields,
    roleClaim: settings.roleClaim ?? '',
    roleMappings: settings.roleMappings.map(({ value, role }, key) => ({ key, value, role })),
    roleWithoutMatch: settings.roleWithoutMatch ?? '',
    allowsPasswords,
  };
}

/** The changes as the API takes them. */
export function sentChanges(changed: Partial<SingleSignOnFields>, expectedVersion: number): UpdateSingleSignOnInput {
  const { clientSecret, removesSecret, extraScopes, domains, roleMappings, roleClaim, roleWithoutMatch, ...same } =
    changed;
  const input: UpdateSingleSignOnInput = { ...same, expectedVersion };
  if (removesSecret) input.clientSecret = null;
  else if (clientSecret) input.clientSecret = clientSecret.trim();
  if (extraScopes !== undefined) input.extraScopes = words(extraScopes);
  if (domains !== undefined) input.domains = words(domains);
  if (roleClaim !== undefined) input.roleClaim = roleClaim.trim() || null;
  if (roleMappings) input.roleMappings = roleMappings.map(({ value, role }) => ({ value: value.trim(), role }));
  if (roleWithoutMatch !== undefined) input.roleWithoutMatch = roleWithoutMatch || null;
  return input;
}

/** One more row, for the lowest role. */
export function addRole(rows: readonly TypedRole[]): TypedRole[] {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  return [...rows, { key, value: '', role: 'EMPLOYEE' }];
}

/** What stands between spaces, commas and line breaks. */
export function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}
