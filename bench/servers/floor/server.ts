import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import type { Question } from '../../questions/question.ts';
import { inTransaction } from './in-transaction.ts';
import { insertOrder } from './insert-order.ts';
import { recordConfirm } from './record-confirm.ts';
import { statementFor } from './statements.ts';

/*
 * The floor: as little as can stand between a client and PostgreSQL. Nobody signs in, nothing is checked, the database makes the
 * JSON. With TENANT=on it puts the product's transaction around each statement, in the same packet: the same wall, with nothing else.
 */
const { DATABASE_URL, ORGANIZATION_ID = '', USER_ID = '', TENANT, POOL_SIZE } = process.env;
// Without a transaction the connection carries the organization, for the function of text search.
const options = TENANT === 'on' ? undefined : `-c app.organization_id=${ORGANIZATION_ID}`;
const pool = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), options });
/** Connects only where a transaction is asked for. */
const pipelining = new Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), pipeline: true });
const confirmer = { organizationId: ORGANIZATION_ID, userId: USER_ID };
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL ROLE app_rw; SET LOCAL app.organization_id = '${ORGANIZATION_ID}'`;

const http = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const work = request.method === 'POST' ? write(url) : answer(questionOf(url));
  work.then(
    (text) => send(response, 200, text),
    (error: unknown) => send(response, 500, String(error)),
  );
});
http.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })}\n`);
});

function write({ pathname, searchParams }: URL): Promise<string> {
  return pathname === '/records' ? recordConfirm(pipelining, confirmer, searchParams) : insertOrder(pool, searchParams);
}

function questionOf({ pathname, searchParams }: URL): Question {
  const get = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  const about = pathname.slice(1) as Question['about'];
  if (about === 'totals') return { about };
  const first = Number(get('first'));
  if (about === 'venues') return { about, first };
  const filter = { from: get('from'), to: get('to'), categoryId: get('categoryId'), search: get('search') };
  return { about, first, after: get('after'), filter };
}

async function answer(question: Question): Promise<string> {
  const statement = statementFor(question, ORGANIZATION_ID);
  const { rows } =
    TENANT === 'on' ? await inTransaction<Answer>(pipelining, BEGIN, statement) : await pool.query<Answer>(statement);
  return rows[0]?.answer ?? '';
}

interface Answer {
  answer: string;
}

function send(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
