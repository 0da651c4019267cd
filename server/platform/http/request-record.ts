import type { Credential } from '../context.ts';
import { newTally, type Tally } from '../database/tally.ts';

/**
 * What is known of a request when it ends. One line of the log and the metrics are made of it, so it holds no personal data: kinds,
 * the organization's id, names of operations, counts.
 */
export interface RequestRecord {
  /** By the clock of `performance`. */
  readonly startedAt: number;
  caller: 'STRANGER' | Credential['kind'];
  organizationId?: string;
  /** The GraphQL operation, where the request is one. */
  operation?: OperationRecord;
  readonly tally: Tally;
}

export interface OperationRecord {
  /** The name that the caller gave it; undefined for one without a name, or a document that is not valid. */
  name?: string;
  type?: 'query' | 'mutation' | 'subscription';
  /** The first field that it asks for, a word of the schema. */
  rootField?: string;
  /** `USER_ERRORS`: all went well, and the answer is a refusal as data. */
  outcome: 'OK' | 'USER_ERRORS' | 'REFUSED' | 'BUSY' | 'FAILED';
  /** Code of the first error. */
  code?: string;
}

export function newRequestRecord(): RequestRecord {
  return { startedAt: performance.now(), caller: 'STRANGER', tally: newTally() };
}
