// What `npm start` runs, on every operating system: builds what has changed, then serves.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

process.env.NODE_ENV ??= 'production';

// In a process of its own, so that the server does not carry the compilers' memory along.
const { status } = spawnSync(process.execPath, [join(import.meta.dirname, 'build.js')], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

process.setSourceMapsEnabled(true);
await import('./dist/server/main.js');
