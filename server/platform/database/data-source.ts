import { Socket } from 'node:net';
import { DataSource, type EntityTarget, type MigrationInterface } from 'typeorm';
import type { Pool } from 'pg';
import { Foundation1764000000000 } from '../../migrations/0001-foundation.ts';
import { Completion1764100000000 } from '../../migrations/0002-completion.ts';
import { WaysIn1764200000000 } from '../../migrations/0003-ways-in.ts';
import { SingleSignOn1764300000000 } from '../../migrations/0004-single-sign-on.ts';
import { AuditSeals1764400000000 } from '../../migrations/0005-audit-seals.ts';
import { FastQueue1764500000000 } from '../../migrations/0006-fast-queue.ts';
import { ExpectedRows1764600000000 } from '../../migrations/0007-expected-rows.ts';
import { BoundedDates1764700000000 } from '../../migrations/0008-bounded-dates.ts';
import { KeptSums1764800000000 } from '../../migrations/0009-kept-sums.ts';
import { EarlySearch1764900000000 } from '../../migrations/0010-early-search.ts';

/** Every migration, in order; they are listed, never globbed, so that a build contains exactly these. */
export const migrations: (new () => MigrationInterface)[] = [
  Foundation1764000000000,
  Completion1764100000000,
  WaysIn1764200000000,
  SingleSignOn1764300000000,
  AuditSeals1764400000000,
  FastQueue1764500000000,
  ExpectedRows1764600000000,
  BoundedDates1764700000000,
  KeptSums1764800000000,
  EarlySearch1764900000000,
];

export interface DataSourceOptions {
  url: string;
  entities: EntityTarget<object>[];
  poolSize: number;
  /** Called when an idle connection breaks (the database restarts); the pool replaces it by itself. */
  onConnectionError?: (error: Error) => void;
}

/** Connects TypeORM. The schema is only ever changed by migrations. */
export async function connect(options: DataSourceOptions): Promise<DataSource> {
  const onError = options.onConnectionError ?? ((): void => undefined);
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities: options.entities as (new () => object)[],
    migrations,
    migrationsTableName: 'migrations',
    synchronize: false,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
    poolSize: options.poolSize,
    connectTimeoutMS: 2_000,
    poolErrorHandler: onError,
    applicationName: 'backfill',
    extra: { keepAlive: true, stream: () => new JoiningSocket() },
  });
  await dataSource.initialize();
  // Without a listener on each connection as well, the process would die with the database.
  poolOf(dataSource).on('connect', (client) => client.on('error', onError));
  return dataSource;
}

/** The pg pool behind a data source. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

/** Hands over what was written together as one piece: pg writes a statement as five, and taking those to the system takes longer than joining them. */
class JoiningSocket extends Socket {
  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    super._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, done);
  }
}
