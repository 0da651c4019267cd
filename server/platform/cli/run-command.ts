import { parseArgs } from 'node:util';
import { type Command, type CommandContext, CommandError } from './command.ts';

/** The exit codes of commands. */
export const exitCode = { done: 0, failed: 1, misused: 2 } as const;

/**
 * Runs the command that the first words name. What goes wrong is told to `complain`.
 * @returns the exit code
 */
export async function runCommand(
  commands: readonly Command[],
  words: readonly string[],
  context: CommandContext,
  complain: (text: string) => void,
): Promise<number> {
  if (words.length === 0 || words[0] === 'help' || words[0] === '--help') {
    context.print(overview(commands));
    return words.length === 0 ? exitCode.misused : exitCode.done;
  }
  const command = commands.find(({ name }) => name === words.slice(0, wordCount(name)).join(' '));
  if (command === undefined) {
    complain(`There is no such command.\n\n${overview(commands)}`);
    return exitCode.misused;
  }
  const rest = words.slice(wordCount(command.name));
  if (rest.includes('--help')) {
    context.print(usage(command));
    return exitCode.done;
  }
  const { values, problems } = readOptions(command, rest);
  if (problems.length > 0) {
    complain(`${problems.join('\n')}\n\n${usage(command)}`);
    return exitCode.misused;
  }
  return run(command, values, context, complain);
}

async function run(
  command: Command,
  values: Values,
  context: CommandContext,
  complain: (text: string) => void,
): Promise<number> {
  try {
    await command.run(values, context);
    return exitCode.done;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    complain(error.message);
    return exitCode.failed;
  }
}

type Values = Record<string, string | boolean | undefined>;

/** All that is wrong with the options, not only the first. */
function readOptions(command: Command, args: readonly string[]): { values: Values; problems: string[] } {
  const specs = Object.entries(command.options);
  const options = Object.fromEntries(specs.map(([name, { value }]) => [name, { type: typeOf(value) }]));
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') problems.push(`"${token.value}" does not belong to an option.`);
    if (token.kind !== 'option') continue;
    const spec = command.options[token.name];
    if (spec === undefined) problems.push(`There is no option ${token.rawName}.`);
    else if (spec.value === undefined && token.value !== undefined) problems.push(`${token.rawName} takes no value.`);
    else if (token.value?.startsWith('--') && !token.inlineValue) values[token.name] = '';
  }
  for (const [name, spec] of specs) {
    const given = values[name];
    if (spec.value === undefined) values[name] = given === true;
    else if (given === true || given === '') problems.push(`--${name} needs a value: ${spec.description}`);
    else if (given === undefined && spec.required) problems.push(`--${name} is missing: ${spec.description}`);
  }
  return { values: values as Values, problems };
}

function typeOf(value: string | undefined): 'string' | 'boolean' {
  return value === undefined ? 'boolean' : 'string';
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Commands:', ...lines, '', 'COMMAND --help tells its options.'].join('\n');
}

function usage(command: Command): string {
  const words = Object.entries(command.options).map(([name, spec]) => ({
    word: spec.value === undefined ? `--${name}` : `--${name} ${spec.value}`,
    description: spec.required ? spec.description : `${spec.description} (optional)`,
  }));
  const width = Math.max(0, ...words.map(({ word }) => word.length));
  const lines = words.map(({ word, description }) => `  ${word.padEnd(width)}  ${description}`);
  return [`${command.name}: ${command.summary}`, ...lines].join('\n');
}

function wordCount(name: string): number {
  return name.split(' ').length;
}
