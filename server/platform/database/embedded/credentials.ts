import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterFolder } from './cluster.ts';

export const ownerRole = 'backfill_owner';
export const loginRole = 'backfill_app';
export const databaseName = 'backfill';

/** How to reach the server; kept beside the data, readable by us alone. */
export interface Credentials {
  /** The port that the server had last; 0 before its first start. */
  port: number;
  ownerPassword: string;
  loginPassword: string;
  /** Whether the roles and the database were created. */
  provisioned: boolean;
}

/** Reads what is kept beside the data, or makes it up the first time. */
export async function readCredentials(folder: ClusterFolder): Promise<Credentials> {
  try {
    return JSON.parse(await readFile(fileOf(folder), 'utf8')) as Credentials;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const made = { port: 0, ownerPassword: newPassword(), loginPassword: newPassword(), provisioned: false };
    await writeCredentials(folder, made);
    return made;
  }
}

export async function writeCredentials(folder: ClusterFolder, credentials: Credentials): Promise<void> {
  const file = fileOf(folder);
  await writeFile(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

export function connectionUrls(credentials: Credentials): { ownerUrl: string; url: string } {
  const to = (role: string, password: string) =>
    `postgres://${role}:${password}@127.0.0.1:${credentials.port}/${databaseName}`;
  return { ownerUrl: to(ownerRole, credentials.ownerPassword), url: to(loginRole, credentials.loginPassword) };
}

function fileOf(folder: ClusterFolder): string {
  return join(folder.root, 'database.json');
}

/** Without any character that a URL or an SQL literal would have to escape. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
