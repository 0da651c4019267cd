import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ExplainedError } from './explained-error.ts';
import { type SecretBox, secretBox } from './secret-box.ts';

/**
 * The box for the deployment's key: SECRETS_KEY, or a key that is made beside the embedded database. With a database elsewhere and
 * without SECRETS_KEY there is none: processes on several machines would each make up another one.
 */
export async function openSecretBox({
  secretsKey,
  databaseUrl,
  dataDir,
}: Pick<Config, 'secretsKey' | 'databaseUrl' | 'dataDir'>): Promise<SecretBox | null> {
  if (secretsKey) return secretBox(secretsKey);
  return databaseUrl === null ? secretBox(await keyBesideData(dataDir)) : null;
}

async function keyBesideData(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'secrets.key');
  const found = await readKey(file);
  if (found) return found;
  await mkdir(dataDir, { recursive: true });
  const made = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(made, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  // Whoever links first wins; two processes that start together end up with one key.
  await link(made, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(made);
  const key = await readKey(file);
  if (!key) throw new Error('The key for secrets vanished while it was made.');
  return key;
}

async function readKey(file: string): Promise<Buffer | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new ExplainedError(
    `${file} does not hold a key of 32 bytes. Restore it from a backup, or remove it: secrets that were kept with it have to be entered again then.`,
  );
}
