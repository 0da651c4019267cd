import { setTimeout as sleep } from 'node:timers/promises';
import { context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { sqlState } from '../database/sql-state.ts';
import type { Step, Tracer } from './tracer.ts';

const FLUSH_MS = 2_000;

/**
 * Traces to a collector over OTLP/HTTP. Loaded only where an endpoint is configured: it costs some megabytes. What else
 * OpenTelemetry reads from the environment (headers, sampler, batches) it reads by itself.
 */
export function createOpenTelemetry({ endpoint, serviceName }: { endpoint: string; serviceName: string }): Tracer {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })),
    ],
  });
  provider.register();
  const tracer = provider.getTracer('backfill');
  return {
    begin(name, { kind = 'INTERNAL', facts = {}, traceParent } = {}) {
      const parent = traceParent ? fromOutside(traceParent) : context.active();
      return stepOf(tracer.startSpan(name, { kind: SpanKind[kind], attributes: facts }, parent));
    },
    beginStatement(text, name) {
      const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': summaryOf(text) };
      return stepOf(tracer.startSpan(name ?? summaryOf(text), { kind: SpanKind.CLIENT, attributes }));
    },
    async close() {
      // A collector that is away must not hold up the stop.
      await Promise.race([provider.shutdown().catch(() => undefined), sleep(FLUSH_MS, undefined, { ref: false })]);
      trace.disable();
      context.disable();
    },
  };
}

function stepOf(span: Span): Step {
  const inside = trace.setSpan(context.active(), span);
  return {
    within: (work) => context.with(inside, work),
    tell(facts, name) {
      span.setAttributes(facts);
      if (name) span.updateName(name);
    },
    end(error) {
      if (error !== undefined) {
        span.setAttribute('error.type', sqlState(error) ?? (error instanceof Error ? error.name : 'unknown'));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

/** `00-<trace>-<span>-<flags>`, already checked. */
function fromOutside(traceParent: string): typeof ROOT_CONTEXT {
  const [, traceId = '', spanId = '', flags = '0'] = traceParent.split('-');
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return trace.setSpanContext(ROOT_CONTEXT, spanContext);
}

/** "SELECT orders", of `SELECT ... FROM "orders" ...`: what a statement does to which table, without the rest of its text. */
function summaryOf(text: string): string {
  const verb = /^\s*([a-z]+)/i.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const table = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_]+)"?/i.exec(text)?.[1];
  return table ? `${verb} ${table}` : verb;
}
