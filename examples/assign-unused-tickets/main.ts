import { ApiRefused, createApi, GaveUp } from './api.ts';
import { assignUnusedTickets, CannotGoOn, type MadeOrder } from './assign-unused-tickets.ts';
import { OptionsWrong, readOptions } from './options.ts';

/** Exit codes: 0 the orders exist, 1 they do not, 2 wrong options, 3 the token was refused. */
try {
  const { url, token, wish } = readOptions(process.argv.slice(2), process.env);
  const api = createApi({ url, token, log });
  for (const order of await assignUnusedTickets(api, wish, log)) process.stdout.write(`${lineOf(order)}\n`);
} catch (error) {
  process.exitCode = exitCodeOf(error);
  log(isExpected(error) ? error.message : error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof OptionsWrong) return 2;
  return error instanceof ApiRefused && error.code === 'UNAUTHENTICATED' ? 3 : 1;
}

/** What its message explains; anything else is a fault of this program and needs its stack. */
function isExpected(error: unknown): error is Error {
  return [OptionsWrong, ApiRefused, GaveUp, CannotGoOn].some((kind) => error instanceof kind);
}

function lineOf({ number, status, event, recipient, tickets }: MadeOrder): string {
  const seats = tickets.map(({ seat }) => seat ?? 'unnumbered').join(', ');
  return [number, status, recipient.name, `${event.name} (${event.localDate})`, `seats ${seats}`].join(' | ');
}

/** What happens goes to standard error, so that standard output holds the orders alone. */
function log(text: unknown): void {
  process.stderr.write(`${text instanceof Error ? (text.stack ?? text.message) : String(text)}\n`);
}
