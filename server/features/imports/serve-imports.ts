import { Readable } from 'node:stream';
import fastifyMultipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../platform/context.ts';
import type { Database } from '../../platform/database/transaction.ts';
import { answerError } from '../../platform/http/answer-error.ts';
import { LONGEST_BODY_SECONDS } from '../../platform/http/body-time.ts';
import { requireCsrfHeader } from '../../platform/http/csrf.ts';
import type { Log } from '../../platform/log.ts';
import { decodeNodeId, encodeNodeId } from '../../platform/node-id.ts';
import { requireAbility } from '../people/permissions.ts';
import type { ImportRunner } from './import-runner.ts';
import { findImport } from './imports.reads.ts';
import { rowErrorsFile } from './row-errors-file.ts';
import { MOST_UPLOAD_BYTES, tooLarge, uploadFiles } from './upload-files.ts';
import { UploadRefused } from './upload-refused.ts';
import { uploadedFiles } from './uploaded-files.ts';

export interface ImportRoutes {
  database: Database;
  log: Log;
  runner: ImportRunner;
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

/** Boundaries and headers of a form come on top of its files. */
const FORM_BYTES = 100_000;
/** An upload that stands still for so long, in ms, is given up. */
const IDLE_TIMEOUT = 30_000;

/**
 * `POST /imports` takes files and answers with the id of the import that is made of them; `GET /imports/<id>/errors.csv` has its
 * row errors as a file. Both need the session cookie or an API token; with the cookie, the upload needs the CSRF header too.
 */
export async function serveImports(http: FastifyInstance, routes: ImportRoutes): Promise<void> {
  await http.register(async (scope) => {
    // The body is read as it comes in, by uploadedFiles.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    await scope.register(fastifyMultipart, { throwFileSizeLimit: false, limits: { fileSize: Infinity, files: 10 } });
    scope.setErrorHandler((error, request, reply) => answerUploadError(error, request, reply, routes.log));
    scope.post(
      '/imports',
      {
        bodyLimit: MOST_UPLOAD_BYTES + FORM_BYTES,
        config: { bodySeconds: LONGEST_BODY_SECONDS },
        onRequest: [requireCsrfHeader, refuseLong],
      },
      (request, reply) => upload(request, reply, routes),
    );
    scope.get('/imports/:id/errors.csv', (request, reply) => download(request, reply, routes));
  });
}

async function refuseLong(request: FastifyRequest): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES + FORM_BYTES) throw tooLarge();
}

async function upload(request: FastifyRequest, reply: FastifyReply, routes: ImportRoutes): Promise<FastifyReply> {
  const ctx = await routes.createContext(request, reply);
  requireAbility('importInventory', ctx);
  if (!request.isMultipart() && !request.body)
    throw new UploadRefused(400, 'There is no file in this upload. Send venues, employees or inventory.');
  const socket = request.raw.socket;
  const giveUp = () => request.raw.destroy(new Error('The upload stood still.'));
  socket?.setTimeout?.(IDLE_TIMEOUT, giveUp);
  // The connection may serve many more requests, which are none of this one's business.
  reply.raw.once('close', () => socket?.off?.('timeout', giveUp));
  const { organizationId } = ctx;
  const importId = await uploadFiles(routes.database, organizationId, ctx.actor, uploadedFiles(request));
  routes.runner.start(organizationId, importId);
  return reply.code(201).send({ importId: encodeNodeId('Import', organizationId, importId) });
}

async function download(request: FastifyRequest, reply: FastifyReply, routes: ImportRoutes): Promise<FastifyReply> {
  const ctx = await routes.createContext(request, reply);
  requireAbility('importInventory', ctx);
  const importId = decodeNodeId((request.params as { id: string }).id, 'Import', ctx.organizationId);
  const found =
    importId !== undefined && (await routes.database.read(ctx.organizationId, (tx) => findImport(tx, importId)));
  if (!found) return reply.code(404).send({ error: { code: 'NOT_FOUND', message: 'No import has this id.' } });
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="import-errors.csv"')
    .send(Readable.from(rowErrorsFile(routes.database, ctx.organizationId, found.id)));
}

async function answerUploadError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): Promise<FastifyReply> {
  // Nobody reads the rest of the body: the connection cannot be used for another request.
  if (!request.raw.complete) void reply.header('connection', 'close');
  if (!(error instanceof UploadRefused)) return answerError(error, request, reply, log);
  const code = error.status === 413 ? 'TOO_LARGE' : 'BAD_USER_INPUT';
  return reply.code(error.status).send({ error: { code, message: error.message } });
}
