import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import { setPassword } from './set-password.ts';

export const setPasswordCommand = defineCommand({
  name: 'user set-password',
  summary: 'Gives a user a password, read from standard input, and signs the user out everywhere.',
  options: {
    organization: { value: 'SLUG', required: true, description: 'Short name of the organization.' },
    email: { value: 'EMAIL', required: true, description: 'Address of the user.' },
  },
  async run(values, context) {
    const password = await context.readSecret('New password (at least 12 characters): ');
    const { database } = await context.openDatabase();
    const problem = await setPassword(database, { ...values, password }, context.clock.now());
    if (problem !== undefined) throw new CommandError(problem);
    context.print(`${values.email} can sign in with the new password.`);
  },
});
