import type { WriteTransaction } from './transaction.ts';

/**
 * Writes global tables (organizations, sign-in identities, sessions) in the transaction of an organization, with the rights
 * that the login role has there and app_rw has not.
 */
export async function asLoginRole<T>(tx: WriteTransaction, work: () => Promise<T>): Promise<T> {
  await tx.execute('SET LOCAL ROLE NONE');
  const result = await work();
  // After an error the transaction is lost, and the role with it.
  await tx.execute('SET LOCAL ROLE app_rw');
  return result;
}
