import type { FastifyRequest } from 'fastify';
import { trace, type Tracer } from '../tracing/tracer.ts';

/** Answers an operation as a step of the trace; its name is known only once it has been read. */
export function operationStep<T>(tracer: Tracer, { record }: FastifyRequest, work: () => Promise<T>): Promise<T> {
  const step = tracer.begin('GraphQL operation');
  return trace(step, async () => {
    const result = await work();
    const { name, type, outcome, code } = record.operation ?? {};
    const facts = { 'graphql.operation.name': name, 'graphql.operation.type': type };
    step.tell({ ...facts, 'backfill.outcome': outcome, 'backfill.code': code }, type && `${type} ${name ?? ''}`.trim());
    return result;
  });
}
