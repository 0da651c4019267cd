import { CommandError, defineCommand } from '../../platform/cli/command.ts';
import { createOrganization } from './create-organization.ts';

export const createOrganizationCommand = defineCommand({
  name: 'organization create',
  summary: 'Creates an organization and its first Super User, whose password it reads from standard input.',
  options: {
    slug: { value: 'SLUG', required: true, description: 'Short name in addresses and commands, such as northwind.' },
    name: { value: 'NAME', required: true, description: 'The name of the company.' },
    'time-zone': {
      value: 'ZONE',
      required: true,
      description: 'IANA time zone of the head office, such as America/New_York.',
    },
    'admin-email': { value: 'EMAIL', required: true, description: 'Address that the first Super User signs in with.' },
    'admin-name': { value: 'NAME', required: true, description: 'Full name of the first Super User.' },
  },
  async run(values, context) {
    const password = await context.readSecret('Password of the first Super User (at least 12 characters): ');
    const { database } = await context.openDatabase();
    const facts = {
      slug: values.slug,
      name: values.name,
      timeZone: values['time-zone'],
      admin: { email: values['admin-email'], name: values['admin-name'], password },
    };
    const created = await createOrganization(database, facts, context.clock.now());
    if ('problems' in created) throw new CommandError(created.problems.join('\n'));
    context.print(`Created the organization ${values.slug}. ${values['admin-email']} can sign in.`);
  },
});
