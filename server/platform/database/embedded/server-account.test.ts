import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../log.ts';
import { runProgram } from './run-program.ts';
import { serverAccount } from './server-account.ts';
import { startEmbeddedDatabase } from './start-embedded-database.ts';

// Only root has to run the server as somebody else.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

asRoot("the server's account, where we are root", () => {
  let closed: string;
  let dataDir: string;

  beforeEach(async () => {
    closed = await mkdtemp(join(tmpdir(), 'backfill-closed-'));
    dataDir = join(closed, 'data');
    await mkdir(dataDir, { mode: 0o700 });
  });

  afterEach(() => rm(closed, { recursive: true, force: true }));

  it('is not root', async () => {
    await chmod(closed, 0o755);
    const account = await serverAccount([dataDir]);
    await runProgram(account, '/bin/sh', ['-c', 'test "$(id -u)" -ne 0']);
    await expect(runProgram(account, '/bin/sh', ['-c', 'echo told; exit 3'])).rejects.toThrow(/failed \(3\):\ntold$/);
  });

  it('opens the data folder to passing, not to reading, and leaves the folders above alone', async () => {
    await chmod(closed, 0o755);
    await serverAccount([dataDir]);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
    expect((await stat(closed)).mode & 0o777).toBe(0o755);
  });

  it('starts a database below a folder that only root may enter', async () => {
    const database = await startEmbeddedDatabase({ dataDir, log: silentLog });
    await database.stop();
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dataDir, 'postgres'))).uid).not.toBe(0);
  });
});
