import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Step, Tracer } from '../tracing/tracer.ts';
import { requestIdFromProxy, traceParentFromProxy } from './request-id.ts';
import { newRequestRecord, type RequestRecord } from './request-record.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is known of the request so far. */
    record: RequestRecord;
    /** What runs for it is below this step. */
    step: Step;
  }
}

export interface RecordOptions {
  log: Log;
  meter: Meter;
  tracer: Tracer;
  /** From how many ms on a GraphQL operation is worth a warning. */
  slowMs: number;
}

/** Asked every few seconds, or for each file of a page: worth a line only to whoever debugs. */
const QUIET_ROUTES = new Set(['/healthz', '/readyz', '/metrics', '/*', '/explorer/*']);

/**
 * Gives each request its id and writes one line about it when it is over. Register it before everything else. No line holds a
 * path (the route stands for it), an address, a variable or an id of a person; the audit trail knows who it was, by the request id.
 */
export function recordRequests(http: FastifyInstance, { log, meter, tracer, slowMs }: RecordOptions): void {
  http.decorateRequest('record');
  http.decorateRequest('step');
  http.addHook('onRequest', (request, reply, done) => {
    request.record = newRequestRecord();
    request.id = requestIdFromProxy(request) ?? request.id;
    reply.header('x-request-id', request.id);
    request.step = tracer.begin(request.method, { kind: 'SERVER', traceParent: traceParentFromProxy(request) });
    request.step.within(done);
  });
  // Reading the body leaves the step.
  http.addHook('preValidation', (request, _reply, done) => request.step.within(done));
  http.addHook('onResponse', async (request, reply) => {
    const facts = factsOf(request, reply);
    const { startedAt, operation, caller, tally } = request.record;
    log[QUIET_ROUTES.has(facts.route) ? 'debug' : 'info'](facts, 'request');
    if (operation && facts.ms > slowMs) {
      log.warn({ ...facts, databaseMs: Math.round(tally.milliseconds) }, 'slow operation');
    }
    const seconds = (performance.now() - startedAt) / 1000;
    meter.requestEnded({ ...facts, seconds, operation, isStranger: caller === 'STRANGER' });
    endStep(request, facts);
  });
}

function endStep({ step, id }: FastifyRequest, { method, route, status }: ReturnType<typeof factsOf>): void {
  const facts = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
  step.tell({ ...facts, 'backfill.request_id': id }, `${method} ${route}`);
  step.end(status >= 500 ? new Error(`Status ${status}`) : undefined);
}

function factsOf(request: FastifyRequest, reply: FastifyReply) {
  const { startedAt, caller, organizationId, operation, tally } = request.record;
  return {
    requestId: request.id,
    method: request.method,
    route: routeOf(request),
    status: reply.statusCode,
    ms: Math.round(performance.now() - startedAt),
    ...(reply.raw.writableEnded ? {} : { aborted: true }),
    caller,
    organizationId,
    ...(operation && {
      operation: operation.name,
      operationType: operation.type,
      outcome: operation.outcome,
      code: operation.code,
      statements: tally.statements,
    }),
    ...(tally.retries > 0 && { retries: tally.retries }),
  };
}

/** The pattern of the route; a path that is none is the caller's own text. */
export function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unknown';
}
