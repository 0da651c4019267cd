/** Turns a JSON line of the log into one that a person reads: time, level, message, facts, and the stack of an error. */
export function textLine(json: string): string {
  const { time, level, msg, err, ...facts } = JSON.parse(json) as Entry;
  const clock = new Date(time).toTimeString().slice(0, 8);
  const details = Object.entries(facts).map(([key, value]) => `${key}=${plain(value)}`);
  const line = [clock, level.padEnd(5), msg, ...details].filter(Boolean).join(' ');
  return err ? `${line}\n${indented(err.stack ?? err.message ?? '')}\n` : `${line}\n`;
}

interface Entry {
  time: string;
  level: string;
  msg?: string;
  err?: { message?: string; stack?: string };
  [fact: string]: unknown;
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^\S+$/.test(value) ? value : JSON.stringify(value);
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}
