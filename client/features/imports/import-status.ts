import type { ImportStatus } from '../../gql/graphql.ts';

/** The server works on it: its page asks again until that is over. */
export function isWorking(status: ImportStatus): boolean {
  return status === 'ANALYZING' || status === 'APPLYING';
}

export const statusTones: Record<ImportStatus, 'neutral' | 'waiting' | 'done' | 'problem' | 'note'> = {
  ANALYZING: 'note',
  READY: 'waiting',
  INVALID: 'problem',
  APPLYING: 'note',
  APPLIED: 'done',
  FAILED: 'problem',
  DISCARDED: 'neutral',
};
