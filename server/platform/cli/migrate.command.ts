import { defineCommand } from './command.ts';

export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Brings the database up to date. The server does this too when it starts.',
  options: {},
  async run(_values, context) {
    const { migrations } = await context.openDatabase();
    for (const migration of migrations) context.print(`Ran ${migration}.`);
    context.print('The database is up to date.');
  },
});
