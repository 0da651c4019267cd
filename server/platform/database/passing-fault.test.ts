import { expect, test } from '@jest/globals';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { isPassing } from './passing-fault.ts';

const PASSING = {
  '08000': 'connection_exception',
  '08001': 'sqlclient_unable_to_establish_sqlconnection',
  '08003': 'connection_does_not_exist',
  '08004': 'sqlserver_rejected_establishment_of_sqlconnection',
  '08006': 'connection_failure',
  '08P01': 'protocol_violation',
  '25006': 'read_only_sql_transaction: the primary has become a standby',
  '25P03': 'idle_in_transaction_session_timeout',
  '40001': 'serialization_failure, after its retries',
  '40P01': 'deadlock_detected, after its retries',
  '53000': 'insufficient_resources',
  '53100': 'disk_full',
  '53200': 'out_of_memory',
  '53300': 'too_many_connections',
  '55P03': 'lock_not_available: lock timeout',
  '57014': 'query_canceled: statement timeout',
  '57P01': 'admin_shutdown',
  '57P02': 'crash_shutdown',
  '57P03': 'cannot_connect_now',
  '57P05': 'idle_session_timeout',
};

/** Bugs, and things that stay wrong until somebody acts. */
const LASTING = {
  '22P02': 'invalid_text_representation',
  '23502': 'not_null_violation',
  '23503': 'foreign_key_violation',
  '23505': 'unique_violation',
  '23514': 'check_violation',
  '25P02': 'in_failed_sql_transaction',
  '28P01': 'invalid_password',
  '42501': 'insufficient_privilege',
  '42601': 'syntax_error',
  '42P01': 'undefined_table',
  '57P04': 'database_dropped',
  P0001: 'raise_exception',
  XX000: 'internal_error',
};

test.each([
  ...Object.entries(PASSING).map(([state, name]) => [state, name, true] as const),
  ...Object.entries(LASTING).map(([state, name]) => [state, name, false] as const),
])('%s (%s) passes by itself: %s, also wrapped by TypeORM', (state, _name, passes) => {
  const bare = Object.assign(new DatabaseError('message of no importance', 0, 'error'), { code: state });
  expect(isPassing(bare)).toBe(passes);
  expect(isPassing(new QueryFailedError('SELECT 1', [], bare))).toBe(passes);
});

test.each([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])(
  'the network says %s: worth another try, even where only the code tells (both addresses of localhost refuse)',
  (code) => {
    expect(isPassing(Object.assign(new AggregateError([]), { code }))).toBe(true);
    expect(isPassing(new QueryFailedError('SELECT 1', [], Object.assign(new Error('x'), { code })))).toBe(true);
  },
);

test.each([
  'timeout exceeded when trying to connect',
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Query runner already released. Cannot run queries anymore.',
  'Cannot use a pool after calling end on the pool',
])('pg or TypeORM says "%s": worth another try', (message) => {
  expect(isPassing(new Error(message))).toBe(true);
});

test('bugs are not worth another try', () => {
  for (const error of [new TypeError('x is not a function'), new Error('ENOENT'), undefined, null, 'text', {}]) {
    expect(isPassing(error)).toBe(false);
  }
});
