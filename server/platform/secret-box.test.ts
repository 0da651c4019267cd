import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { secretBox } from './secret-box.ts';
import { openSecretBox } from './secrets-key.ts';

test('a secret opens with its key and in its place only, and is never sealed the same way twice', () => {
  const box = secretBox(randomBytes(32));
  const sealed = box.seal('a secret of 32 letters and digits', 'here');
  expect(box.open(sealed, 'here')).toBe('a secret of 32 letters and digits');
  expect(box.open(sealed, 'there')).toBeUndefined();
  expect(secretBox(randomBytes(32)).open(sealed, 'here')).toBeUndefined();
  expect(sealed.includes(Buffer.from('secret'))).toBe(false);
  expect(box.seal('a secret of 32 letters and digits', 'here').equals(sealed)).toBe(false);
});

test('a secret that was changed, cut or is none at all does not open', () => {
  const box = secretBox(randomBytes(32));
  const sealed = box.seal('secret', 'here');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(box.open(changed, 'here')).toBeUndefined();
    expect(box.open(sealed.subarray(0, at), 'here')).toBeUndefined();
  }
});

test('the embedded database brings a key of its own, made once and readable by its owner alone', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'backfill-key-'));
  try {
    const settings = { secretsKey: null, databaseUrl: null, dataDir };
    const sealed = (await Promise.all([openSecretBox(settings), openSecretBox(settings)])).map((box) =>
      box?.seal('x', 'here'),
    );
    const again = await openSecretBox(settings);
    expect(sealed.map((each) => each && again?.open(each, 'here'))).toEqual(['x', 'x']);
    const file = join(dataDir, 'secrets.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(file, 'utf8'), 'base64')).toHaveLength(32);
  } finally {
    await rm(dataDir, { recursive: true });
  }
});

test('with a database elsewhere there is no key but the one that is set', async () => {
  const settings = { databaseUrl: 'postgres://db.example.com/backfill', dataDir: '/nowhere' };
  expect(await openSecretBox({ ...settings, secretsKey: null })).toBeNull();
  const box = await openSecretBox({ ...settings, secretsKey: randomBytes(32) });
  expect(box?.open(box.seal('x', 'here'), 'here')).toBe('x');
});
