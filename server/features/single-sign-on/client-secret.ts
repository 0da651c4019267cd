import type { SecretBox } from '../../platform/secret-box.ts';

/** Seals a client secret for its organization. */
export function sealClientSecret(box: SecretBox, organizationId: string, secret: string): Buffer {
  return box.seal(secret, placeOf(organizationId));
}

/** The client secret; null where there is none, undefined where the deployment's key does not open it. */
export function openClientSecret(
  box: SecretBox | null,
  { organizationId, clientSecret }: { organizationId: string; clientSecret: Buffer | null },
): string | null | undefined {
  return clientSecret ? box?.open(clientSecret, placeOf(organizationId)) : null;
}

function placeOf(organizationId: string): string {
  return `single_sign_on.client_secret ${organizationId}`;
}
