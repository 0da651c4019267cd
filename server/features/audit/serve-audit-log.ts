import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../platform/context.ts';
import { answerError } from '../../platform/http/answer-error.ts';
import { describeError } from '../../platform/describe-error.ts';
import type { Log } from '../../platform/log.ts';
import { badInput, RequestError } from '../../platform/request-error.ts';
import { LocalDate } from '../../platform/scalars.ts';
import { requireAbility } from '../people/permissions.ts';
import { auditLogFile, FILE_FORMATS, type FileFormat } from './audit-log-file.ts';
import type { AuditLogFilter } from './audit.types.ts';
import { readAuditFilter } from './read-audit-filter.ts';
import { recordAudit } from './record-audit.ts';

export interface AuditLogRoutes {
  log: Log;
  createContext(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext>;
}

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

/**
 * `GET /audit-log.csv` and `GET /audit-log.jsonl`: the audit log as a file, for Super Users, filtered by the fields of
 * AuditLogFilter as parameters (`actions` may come several times). Each download leaves an entry itself.
 */
export async function serveAuditLog(http: FastifyInstance, routes: AuditLogRoutes): Promise<void> {
  await http.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, routes.log));
    for (const format of FILE_FORMATS) {
      scope.get(`/audit-log.${format}`, (request, reply) => download(request, reply, format, routes));
    }
  });
}

async function download(
  request: FastifyRequest,
  reply: FastifyReply,
  format: FileFormat,
  routes: AuditLogRoutes,
): Promise<FastifyReply> {
  // The cookie comes along with a link on somebody else's page; that page must not fill the log.
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    throw new RequestError('FORBIDDEN', 'Download the audit log from within the application, or with a program.');
  }
  const ctx = await routes.createContext(request, reply);
  requireAbility('administer', ctx);
  const filter = readParameters(request.query as Record<string, unknown>);
  const question = await readAuditFilter(ctx, filter);
  await ctx.write((tx) =>
    recordAudit(tx, ctx.actor, [
      {
        action: 'auditLog.exported',
        subjectType: 'Organization',
        subjectId: tx.organizationId,
        after: { format, ...question },
      },
    ]),
  );
  ctx.readAsReport();
  const day = ctx.now.toISOString().slice(0, 10);
  return reply
    .type(TYPES[format])
    .header('content-disposition', `attachment; filename="audit-log-${day}.${format}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(toldWhereItBreaks(auditLogFile(ctx, question, format), request.id, routes.log)));
}

const PARAMETERS = ['actorId', 'onBehalfOfId', 'subjectId', 'recordedFrom', 'recordedTo'] as const;

function readParameters(query: Record<string, unknown>): AuditLogFilter {
  const filter: AuditLogFilter = {};
  for (const [name, value] of Object.entries(query)) {
    const texts = (Array.isArray(value) ? value : [value]).map(String).filter((text) => text !== '');
    if (name === 'actions') {
      filter.actions = texts;
      continue;
    }
    const known = PARAMETERS.find((parameter) => parameter === name);
    if (!known) throw badInput(`There is no parameter ${name}; use ${[...PARAMETERS, 'actions'].join(', ')}.`);
    if (texts.length > 1) throw badInput(`Give ${name} once.`);
    if (texts[0]) filter[known] = known.startsWith('recorded') ? dayOf(known, texts[0]) : texts[0];
  }
  return filter;
}

function dayOf(name: string, text: string): string {
  try {
    return LocalDate.parseValue(text);
  } catch {
    throw badInput(`${name} must be a day as "YYYY-MM-DD", such as "2026-06-11".`);
  }
}

/** The status is sent already when the database fails midway: the file breaks off, and the log says why. */
async function* toldWhereItBreaks(lines: AsyncGenerator<string>, requestId: string, log: Log): AsyncGenerator<string> {
  try {
    yield* lines;
  } catch (error) {
    log.error({ requestId, error: describeError(error) }, 'a download of the audit log broke off');
    throw error;
  }
}
