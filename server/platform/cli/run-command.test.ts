import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '../clock.ts';
import { silentLog } from '../log.ts';
import { type CommandContext, CommandError, defineCommand } from './command.ts';
import { runCommand } from './run-command.ts';

const greet = defineCommand({
  name: 'person greet',
  summary: 'Greets a person.',
  options: {
    name: { value: 'NAME', required: true, description: 'Whom to greet.' },
    language: { value: 'CODE', description: 'In which language.' },
    loud: { description: 'Louder.' },
  },
  async run(values, context) {
    if (values.name === 'Nobody') throw new CommandError('--name: nobody is there.');
    context.print(JSON.stringify(values));
  },
});

describe('running a command', () => {
  it('gives the command its options, typed and complete', async () => {
    expect(await run('person', 'greet', '--name', 'Ada', '--loud')).toEqual([0, '{"name":"Ada","loud":true}', '']);
    expect(await run('person', 'greet', '--name=Ada', '--language=en')).toEqual([
      0,
      '{"name":"Ada","language":"en","loud":false}',
      '',
    ]);
  });

  it('tells all that is wrong with the options, and the usage, and runs nothing', async () => {
    const [code, printed, complaint] = await run('person', 'greet', '--nme', 'Ada', '--loud=very', '--language');
    expect([code, printed]).toEqual([2, '']);
    expect(complaint.split('\n').slice(0, 6)).toEqual([
      'There is no option --nme.',
      '"Ada" does not belong to an option.',
      '--loud takes no value.',
      '--name is missing: Whom to greet.',
      '--language needs a value: In which language.',
      '',
    ]);
    expect(complaint).toContain('--name NAME      Whom to greet.');
  });

  it('does not take the next option for a value', async () => {
    const [code, , complaint] = await run('person', 'greet', '--name', '--loud');
    expect([code, complaint.split('\n')[0]]).toEqual([2, '--name needs a value: Whom to greet.']);
  });

  it('fails with the reason alone where the command cannot be done', async () => {
    expect(await run('person', 'greet', '--name', 'Nobody')).toEqual([1, '', '--name: nobody is there.']);
  });

  it('does not hide a bug', async () => {
    const broken = defineCommand({
      name: 'break',
      summary: 'Breaks.',
      options: {},
      run: () => Promise.reject(new TypeError('broken')),
    });
    await expect(
      runCommand(
        [broken],
        ['break'],
        contextThat(() => {}),
        () => {},
      ),
    ).rejects.toThrow(TypeError);
  });

  it.each([[['person']], [['person', 'insult']], [['nonsense']]])('lists the commands after %j', async (words) => {
    const [code, , complaint] = await run(...words);
    expect(code).toBe(2);
    expect(complaint).toContain('person greet  Greets a person.');
  });

  it('helps when it is asked', async () => {
    expect((await run('help'))[0]).toBe(0);
    const [code, printed] = await run('person', 'greet', '--help');
    expect(code).toBe(0);
    expect(printed).toContain('--language CODE  In which language. (optional)');
  });
});

async function run(...words: string[]): Promise<[number, string, string]> {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await runCommand(
    [greet],
    words,
    contextThat((line) => printed.push(line)),
    (text) => complaints.push(text),
  );
  return [code, printed.join('\n'), complaints.join('\n')];
}

function contextThat(print: (line: string) => void): CommandContext {
  return {
    clock: fixedClock('2026-07-20T12:00:00Z'),
    log: silentLog,
    openDatabase: () => Promise.reject(new Error('No database is needed here.')),
    readSecret: () => Promise.resolve('correct horse battery'),
    print,
  };
}
