import type { OperationRecord } from '../http/request-record.ts';

/** What the parts of the service count. Nobody listens unless metrics are served. No fact here is a person's or an organization's. */
export interface Meter {
  requestEnded(request: MeasuredRequest): void;
  /** A write begins again because of a deadlock or a serialization failure. */
  transactionRetried(): void;
  /** A statement failed, or no connection was to be had. */
  databaseFailed(error: unknown): void;
  /** A report was answered by the replica, or by the primary because the replica was too far behind, or away. */
  reportRead(outcome: 'replica' | 'behind' | 'away'): void;
  jobEnded(task: string, outcome: 'done' | 'failed', seconds: number): void;
  /** `retried`: the mail server did not take it now; `dead`: it never will, or was tried often enough. */
  mailEnded(outcome: 'sent' | 'kept' | 'retried' | 'dead'): void;
}

export interface MeasuredRequest {
  method: string;
  route: string;
  status: number;
  seconds: number;
  isStranger: boolean;
  operation?: OperationRecord;
}

export const silentMeter: Meter = {
  requestEnded: () => undefined,
  transactionRetried: () => undefined,
  databaseFailed: () => undefined,
  reportRead: () => undefined,
  jobEnded: () => undefined,
  mailEnded: () => undefined,
};
