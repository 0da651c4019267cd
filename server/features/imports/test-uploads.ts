import type { LightMyRequestResponse } from 'fastify';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.ts';
import type { ApiClient, GraphqlAnswer } from '../../test/api-client.ts';
import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';

const FACTS = `fragment Facts on Import {
  id status failure createdBy { name } createdAt appliedAt rowErrorCount progress { rowsDone rowsTotal }
  files { kind name byteCount rowCount }
  preview { events { created } ticketGroups { created } tickets { created updated removed unchanged } newTicketCategories }
  rowErrors(first: 2) { nodes { fileKind row column value message } pageInfo { hasNextPage endCursor } }
}`;
export const READ = `query ($id: ID!) { import(id: $id) { ...Facts } } ${FACTS}`;
export const APPLY = `mutation ($id: ID!) { applyImport(input: { importId: $id }) {
  import { ...Facts } userErrors { __typename ... on UserError { message path } ... on ImportNotReady { status } } } } ${FACTS}`;
export const DISCARD = `mutation ($id: ID!) { discardImport(input: { importId: $id }) {
  import { status } userErrors { __typename ... on UserError { path } ... on ImportNotReady { status } } } }`;

/** What a browser sends. */
export interface Form {
  type: string;
  body: string;
}

/** Uploads files as the browser of one user does, and looks at what becomes of them. */
export interface Uploads {
  headers(token?: string): Record<string, string>;
  post(url: string, body: string, type: string, token?: string): Promise<LightMyRequestResponse>;
  send(form: Form): Promise<{ status: number; id: string }>;
  /** The import, once the background has done with it. */
  finished(id: string): Promise<GraphqlAnswer['data']>;
  /** How many rows the organization has of what an upload leaves. */
  leftBehind(): Promise<Record<string, number>>;
}

export function uploadsOf(app: TestApp, world: World, api: ApiClient): Uploads {
  const uploads: Uploads = {
    headers: (token = api.sessionToken) => ({
      'x-backfill-csrf': '1',
      ...(token ? { cookie: `${SESSION_COOKIE}=${token}` } : {}),
    }),
    async post(url, body, type, token) {
      const headers = { ...uploads.headers(token), 'content-type': type };
      return app.http.inject({ method: 'POST', url, headers, payload: body });
    },
    async send({ type, body }) {
      const answer = await uploads.post('/imports', body, type);
      return { status: answer.statusCode, id: answer.json().importId };
    },
    async finished(id) {
      await app.imports.idle();
      return (await api.ask(READ, { id })).import;
    },
    leftBehind: () => leftBehind(world),
  };
  return uploads;
}

/** Files by the name of their field. */
export function form(files: Record<string, string>): Form {
  const parts = Object.entries(files).map(
    ([name, text]) =>
      `--XX\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n`,
  );
  return { type: 'multipart/form-data; boundary=XX', body: `${parts.join('')}--XX--\r\n` };
}

async function leftBehind(world: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of ['imports', 'import_files', 'import_file_chunks']) {
    const [row] = await world.write((tx) =>
      tx.rows<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE organization_id = $1`, [
        world.organizationId,
      ]),
    );
    counts[table] = row?.count ?? -1;
  }
  return counts;
}
