import { InvalidInput } from '../../platform/common-errors.ts';
import { addressProblem } from '../../platform/http/outside.ts';
import type { CurrentSingleSignOn } from './single-sign-on.reads.ts';
import { isDomain } from './email-domain.ts';

const MOST_DOMAINS = 50;
const MOST_SCOPES = 10;
const MOST_ROLES = 100;
const LONGEST = 500;

/** All that is wrong with the settings as they would be, each at its field. */
export function singleSignOnProblems(
  settings: CurrentSingleSignOn,
  domains: readonly string[],
  allowsLocal: boolean,
): InvalidInput[] {
  return [
    ...providerProblems(settings, domains, allowsLocal),
    ...domainProblems(domains),
    ...claimProblems(settings),
    ...roleProblems(settings),
  ];
}

/** The issuer as it is compared: without spaces around it and without the path of the document about it. */
export function tidyIssuer(text: string): string {
  return text.trim().replace(/\/\.well-known\/openid-configuration$/, '');
}

/** Why the issuer cannot be asked, or undefined. */
export function issuerProblem(issuer: string, allowsLocal: boolean): string | undefined {
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  if (!url || issuer.length > LONGEST || url.search || url.hash || url.username || url.password) {
    return 'Give the address of the provider, such as https://login.example.com, as its documentation names the issuer.';
  }
  return addressProblem(url, allowsLocal);
}

function providerProblems(
  { isEnabled, issuer, clientId, allowsPasswords }: CurrentSingleSignOn,
  domains: readonly string[],
  allowsLocal: boolean,
): InvalidInput[] {
  const checks: [boolean, string, string][] = [
    [!isEnabled || issuer !== '', 'issuer', 'Enter the issuer of the provider first.'],
    [!isEnabled || clientId !== '', 'clientId', 'Enter the client id first.'],
    [!isEnabled || domains.length > 0, 'domains', 'Enter at least one domain, such as example.com.'],
    [isText(clientId), 'clientId', `A client id has at most ${LONGEST} characters, on one line.`],
    [isEnabled || allowsPasswords, 'isEnabled', 'Allow passwords first: otherwise nobody could sign in any more.'],
  ];
  const problems = checks.filter(([holds]) => !holds).map(([, field, message]) => new InvalidInput(message, [field]));
  const address = issuer === '' ? undefined : issuerProblem(issuer, allowsLocal);
  return address ? [...problems, new InvalidInput(address, ['issuer'])] : problems;
}

function domainProblems(domains: readonly string[]): InvalidInput[] {
  if (domains.length > MOST_DOMAINS) {
    return [new InvalidInput(`There are at most ${MOST_DOMAINS} domains; these are ${domains.length}.`, ['domains'])];
  }
  const wrong = domains.filter((domain) => !isDomain(domain));
  return wrong.map(
    (domain) =>
      new InvalidInput(`"${domain.slice(0, 80)}" is not a domain. Give what follows the @, such as example.com.`, [
        'domains',
      ]),
  );
}

function claimProblems({ claims, extraScopes }: CurrentSingleSignOn): InvalidInput[] {
  const problems = Object.entries(claims)
    .filter(([, claim]) => !isText(claim))
    .map(([field]) => new InvalidInput(`A claim has at most ${LONGEST} characters.`, ['claims', field]));
  if (claims.email === '')
    problems.push(new InvalidInput('Name the claim that holds the address.', ['claims', 'email']));
  if (
    extraScopes.length > MOST_SCOPES ||
    !extraScopes.every((scope) => /^[\x21\x23-\x5B\x5D-\x7E]{1,200}$/.test(scope))
  ) {
    const message = `Give at most ${MOST_SCOPES} scopes, each a word such as groups.`;
    problems.push(new InvalidInput(message, ['extraScopes']));
  }
  return problems;
}

function roleProblems({ roleClaim, roleMappings }: CurrentSingleSignOn): InvalidInput[] {
  if (roleClaim !== null && !isText(roleClaim)) {
    return [new InvalidInput(`A claim has at most ${LONGEST} characters.`, ['roleClaim'])];
  }
  if (roleMappings.length > MOST_ROLES) {
    return [
      new InvalidInput(`There are at most ${MOST_ROLES} values; these are ${roleMappings.length}.`, ['roleMappings']),
    ];
  }
  const seen = new Set<string>();
  return roleMappings.flatMap(({ value }, index) => {
    const path = ['roleMappings', String(index), 'value'];
    if (value === '' || !isText(value)) return [new InvalidInput(`A value has 1 to ${LONGEST} characters.`, path)];
    if (seen.has(value)) return [new InvalidInput(`"${value.slice(0, 80)}" is there twice. Keep one of them.`, path)];
    seen.add(value);
    return [];
  });
}

function isText(text: string): boolean {
  return text.length <= LONGEST && !/\p{Cc}/u.test(text);
}
