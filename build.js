// Builds what `npm start` runs: dist/server and dist/client, each only when its sources have changed since the last time.
// `node build.js server` leaves the client alone.
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const root = import.meta.dirname;
const dist = join(root, 'dist');

const builders = { server: buildServer, client: buildClient };
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(builders);

await Promise.all(wanted.map((part) => buildIfChanged(part, builders[part])));

/**
 * @param {string} part
 * @param {(files: string[]) => Promise<void>} build
 */
async function buildIfChanged(part, build) {
  const files = await sourcesOf(part);
  const stampFile = join(dist, `${part}.stamp`);
  const stamp = await digestOf([...files, join(root, 'package-lock.json'), join(root, 'build.js')]);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp) return;
  process.stderr.write(`Building the ${part} ...\n`);
  await rm(stampFile, { force: true });
  await build(files);
  await writeFile(stampFile, stamp);
}

/** Types are checked by `npm run check`; here they are only taken away. @param {string[]} files */
async function buildServer(files) {
  const fresh = join(dist, `server.${process.pid}`);
  await Promise.all(files.filter((file) => file.endsWith('.ts')).map((file) => compile(file, fresh)));
  await rm(join(dist, 'server'), { recursive: true, force: true });
  // Where another start has built the same meanwhile, that one stays.
  await rename(fresh, join(dist, 'server')).catch(() => rm(fresh, { recursive: true }));
}

/** @param {string} file @param {string} folder */
async function compile(file, folder) {
  const { transformFile } = await import('@swc/core');
  const target = join(folder, relative(join(root, 'server'), file)).replace(/\.ts$/, '.js');
  const { code, map } = await transformFile(file, {
    swcrc: false,
    configFile: false,
    sourceMaps: true,
    sourceFileName: file,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      rewriteRelativeImportExtensions: true,
    },
    module: { type: 'es6' },
  });
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, `${code}//# sourceMappingURL=${basename(target)}.map\n`);
  await writeFile(`${target}.map`, map ?? '');
}

async function buildClient() {
  // Whoever builds it, tests included, gets what is deployed: without this they would get Vue's checks for developers along.
  process.env.NODE_ENV = 'production';
  // The kit's plugin would tell each time which of its components it found.
  process.env.CONSOLA_LEVEL ??= '1';
  const { build } = await import('vite');
  await build({ root: join(root, 'client'), logLevel: 'warn' });
  await compressBelow(join(dist, 'client'));
  // The server answers strangers these documents only, and everybody else by their ids.
  await copyFile(join(root, 'client/gql/persisted-documents.json'), join(dist, 'client-documents.json'));
}

/** Text travels compressed; done here once instead of at each request. @param {string} folder */
async function compressBelow(folder) {
  const { brotliCompress, constants, gzip } = await import('node:zlib');
  const toBrotli = promisify(brotliCompress);
  const toGzip = promisify(gzip);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name));
  for (const { parentPath, name } of texts) {
    const file = join(parentPath, name);
    const content = await readFile(file);
    await Promise.all([
      toBrotli(content, quality).then((compressed) => writeFile(`${file}.br`, compressed)),
      toGzip(content, { level: 9 }).then((compressed) => writeFile(`${file}.gz`, compressed)),
    ]);
  }
}

/** Everything that goes into the part: neither tests nor what a build itself writes. @param {string} part */
async function sourcesOf(part) {
  const entries = await readdir(join(root, part), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.ts$|[\\/](test|e2e|\.generated)[\\/]/.test(relative(root, file)))
    .sort();
}

/** @param {string[]} files */
async function digestOf(files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\n${relative(root, file)}\n`).update(await readFile(file));
  return hash.digest('hex');
}
