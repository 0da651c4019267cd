import { expect, test } from '@jest/globals';
import { addRole, sentChanges, typedFields, words } from './typed-fields.ts';

const permission = { __typename: 'Permission' as const, allowed: true, reason: null };
const settings = {
  __typename: 'SingleSignOn' as const,
  version: 3,
  isEnabled: true,
  issuer: 'https://login.example.com',
  clientId: 'backfill',
  hasClientSecret: true,
  extraScopes: ['groups', 'roles'],
  domains: ['example.com', 'example.net'],
  trustsEmails: false,
  claims: {
    __typename: 'SingleSignOnClaims' as const,
    email: 'email',
    name: 'name',
    jobTitle: '',
    department: '',
    division: '',
    manager: '',
  },
  roleClaim: null,
  roleMappings: [{ __typename: 'SingleSignOnRole' as const, value: 'admins', role: 'SUPER_USER' as const }],
  roleWithoutMatch: null,
  allowsPasswords: true,
  redirectUri: 'https://backfill.example.com/sso/callback/example',
  signedOutUri: 'https://backfill.example.com/sign-in',
  viewerCanStoreSecret: permission,
  viewerCanForbidPasswords: permission,
};

test('lists are typed as text, and the secret is not among what the server told', () => {
  expect(typedFields(settings)).toMatchObject({
    clientSecret: '',
    removesSecret: false,
    extraScopes: 'groups roles',
    domains: 'example.com\nexample.net',
    roleClaim: '',
    roleMappings: [{ key: 0, value: 'admins', role: 'SUPER_USER' }],
    roleWithoutMatch: '',
  });
});

test('only what changed is sent, and an empty text means none', () => {
  expect(sentChanges({ domains: ' example.com,example.org\n' }, 3)).toEqual({
    expectedVersion: 3,
    domains: ['example.com', 'example.org'],
  });
  expect(sentChanges({ roleClaim: ' ', roleWithoutMatch: '', extraScopes: '' }, 3)).toEqual({
    expectedVersion: 3,
    roleClaim: null,
    roleWithoutMatch: null,
    extraScopes: [],
  });
});

test('a secret is sent when one was typed, and removed when that was chosen', () => {
  expect(sentChanges({ clientSecret: ' new ' }, 1)).toEqual({ expectedVersion: 1, clientSecret: 'new' });
  expect(sentChanges({ clientSecret: '' }, 1)).toEqual({ expectedVersion: 1 });
  expect(sentChanges({ clientSecret: 'new', removesSecret: true }, 1)).toEqual({
    expectedVersion: 1,
    clientSecret: null,
  });
});

test('rows of roles have keys of their own, which are not sent', () => {
  const rows = addRole(typedFields(settings).roleMappings);
  expect(rows[1]).toEqual({ key: 1, value: '', role: 'EMPLOYEE' });
  expect(sentChanges({ roleMappings: rows.slice(0, 1) }, 1).roleMappings).toEqual([
    { value: 'admins', role: 'SUPER_USER' },
  ]);
});

test('words stand between spaces, commas and line breaks', () => {
  expect(words(' a, b;c\n\nd ')).toEqual(['a', 'b', 'c', 'd']);
});
