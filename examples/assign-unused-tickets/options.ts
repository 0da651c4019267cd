import { parseArgs } from 'node:util';

/** What shall be assigned to whom. */
export interface Wish {
  /** Our own name for this piece of work. Running the program again with it continues, and never begins anew. */
  reference: string;
  recipientEmail: string;
  usageCategory: string;
  /** How many events, the oldest first. */
  events: number;
  /** How many tickets of each event. */
  quantity: number;
}

export interface Options {
  url: string;
  token: string;
  wish: Wish;
}

/** What was asked for cannot be understood. */
export class OptionsWrong extends Error {}

/** Reads options and environment; the defaults suit the demo company. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const token = env.BACKFILL_TOKEN;
  if (!token) throw new OptionsWrong('Set BACKFILL_TOKEN to an API token with the scope BACKFILL.');
  const values = parse(args);
  return {
    url: new URL('/graphql', env.BACKFILL_URL ?? 'http://127.0.0.1:4000').href,
    token,
    wish: {
      reference: values.reference,
      recipientEmail: values.recipient,
      usageCategory: values['usage-category'],
      events: wholeNumber('events', values.events, 100),
      quantity: wholeNumber('quantity', values.quantity, 20),
    },
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        reference: { ...text, default: 'example-1' },
        recipient: { ...text, default: 'emil.employee@demo.example' },
        'usage-category': { ...text, default: 'Client Entertainment' },
        events: { ...text, default: '2' },
        quantity: { ...text, default: '1' },
      },
    });
    return values;
  } catch (error) {
    throw new OptionsWrong((error as Error).message);
  }
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new OptionsWrong(`--${name} is a whole number from 1 to ${max}.`);
}
