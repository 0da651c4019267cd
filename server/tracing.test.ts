import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONFIRM, CREATE } from './features/backfills/backfills.documents.ts';
import { startScriptedSmtp } from './test/scripted-smtp.ts';
import { startTestApp } from './test/test-app.ts';

/** A collector of OpenTelemetry that keeps what it is sent. */

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  status: { code?: number };
}
interface Sent {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: SentSpan[] }[];
  }[];
}

jest.setTimeout(60_000);

let collector: Server;
let endpoint: string;
const bodies: string[] = [];
beforeAll(async () => {
  collector = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(() => {
  collector.close();
  collector.closeAllConnections();
});

test('request, operation, transaction, statements, job and mail are steps below each other, and hold no value', async () => {
  const smtp = await startScriptedSmtp();
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'backfill@example.com' };
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: 'backfill-test', TRUST_PROXY: 'loopback' };
  const app = await startTestApp({ ...env, ...traced });
  const world = await app.world();
  const { api } = await world.actor('TICKET_MANAGER');
  const recipient = await world.user('EMPLOYEE', { name: 'Barnaby Thistle', email: 'barnaby@example.com' });
  const line = {
    ticketGroupId: world.id('TicketGroup', await world.ticketGroup({ seats: [1, 2] })),
    quantity: 2,
    recipientId: world.id('User', recipient),
    usageCategoryId: world.id('UsageCategory', await world.usageCategory()),
  };
  const { backfill } = (await api.ask(CREATE, { input: { assignments: [line], note: 'Wumpus' } })).createBackfill;
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const confirmed = await app.http.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress: '127.0.0.1',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': '203.0.113.7',
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
    cookies: { backfill_session: api.sessionToken ?? '' },
    payload: {
      query: CONFIRM.replace('mutation', 'mutation ConfirmIt'),
      variables: { input: { backfillId: backfill.id, expectedVersion: 1 } },
    },
  });
  expect(confirmed.json().data.confirmBackfill.orders).toHaveLength(1);
  await app.http.inject({ url: '/healthz', headers: { traceparent: `00-${'5'.repeat(32)}-00f067aa0ba902b7-01` } });
  app.jobs.start();
  while (smtp.taken.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await app.close();
  await smtp.close();

  const sent = bodies.map((body) => JSON.parse(body) as Sent).flatMap(({ resourceSpans }) => resourceSpans);
  expect(sent[0]?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'backfill-test' },
  });
  const spans = sent.flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const pathTo = (span: SentSpan | undefined): string[] =>
    span ? [...pathTo(byId.get(span.parentSpanId ?? '')), span.name] : [];
  const ofConfirm = spans.filter(({ traceId }) => traceId === trace);
  const paths = ofConfirm.map((span) => pathTo(span).join(' > '));
  expect(ofConfirm.find(({ name }) => name === 'POST /graphql')?.parentSpanId).toBe('00f067aa0ba902b7');
  expect(paths).toContain('POST /graphql > mutation ConfirmIt > session-viewer');
  expect(paths).toContain('POST /graphql > mutation ConfirmIt > write transaction > confirm-as-shown');
  expect(paths).toContain('POST /graphql > mutation ConfirmIt > write transaction > COMMIT');
  expect(paths.some((path) => path.startsWith('POST /graphql > mutation ConfirmIt > read transaction > '))).toBe(true);
  const jobs = spans.map((span) => pathTo(span).join(' > ')).filter((path) => path.startsWith('job '));
  expect(jobs).toContain('job deliverNewMails > SMTP send');
  expect(jobs).toContain('job deliverNewMails > write transaction > mails new 20');
  // Nobody who is no trusted proxy continues a trace.
  expect(spans.map(({ traceId }) => traceId)).not.toContain('5'.repeat(32));
  expect(bodies.join('')).not.toMatch(/Barnaby|Thistle|barnaby@|Wumpus|mail\.example|secret/);
  expect(bodies.join('')).not.toContain(world.organizationId);
});

test('a collector that is away changes nothing for anybody', async () => {
  const app = await startTestApp({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  const { api } = await (await app.world()).actor('EMPLOYEE');
  expect((await api.send('{ viewer { user { name } } }')).status).toBe(200);
  await app.close();
});
