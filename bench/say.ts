/** Tells whoever runs the benchmark what happens. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
