import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UnknownReference } from '../../platform/common-errors.ts';
import { connectionType } from '../../platform/connection.ts';
import { UserError } from '../../platform/user-error.ts';
import { Import, ImportStatus } from './import.entity.ts';
import { ImportRowError } from './import-row-error.entity.ts';

export const ImportConnection = connectionType(() => Import, 'Import');
export const ImportRowErrorConnection = connectionType(() => ImportRowError, 'ImportRowError');

@ObjectType({ simpleResolvers: true, description: 'How far the step that runs now has come: analyzing or applying.' })
export class ImportProgress {
  @Field(() => Int, { description: 'Rows that are done.' })
  rowsDone: number;

  @Field(() => Int, { nullable: true, description: 'Rows in all; null while the files are still being read.' })
  rowsTotal: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How many things of one kind an import touches.' })
export class ImportChanges {
  @Field(() => Int, { description: 'New ones.' })
  created: number;

  @Field(() => Int, { description: 'Ones on file that change.' })
  updated: number;

  @Field(() => Int, { description: 'Ones on file that go.' })
  removed: number;

  @Field(() => Int, { description: 'Ones on file that the files repeat as they are.' })
  unchanged: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What applying an import would do; once it is APPLIED, what it did.',
})
export class ImportPreview {
  @Field(() => ImportChanges, { description: 'Venues.' })
  venues: ImportChanges;

  @Field(() => ImportChanges, { description: 'Users.' })
  users: ImportChanges;

  @Field(() => ImportChanges, { description: 'Events. One that moves to another time is updated.' })
  events: ImportChanges;

  @Field(() => ImportChanges, { description: 'Ticket groups.' })
  ticketGroups: ImportChanges;

  @Field(() => ImportChanges, { description: 'Tickets. Only unresolved ones are ever removed.' })
  tickets: ImportChanges;

  @Field(() => ImportChanges, { description: 'Orders of tickets that were ordered before the event.' })
  orders: ImportChanges;

  @Field(() => [String], { description: 'Ticket categories that are not on file yet and would be added, at most 100.' })
  newTicketCategories: string[];

  @Field(() => [String], { description: 'Usage categories that are not on file yet and would be added, at most 100.' })
  newUsageCategories: string[];
}

@InputType({ description: 'Which import to apply.' })
export class ApplyImportInput {
  @Field(() => ID, { description: 'An import that is READY.' })
  importId: string;
}

@InputType({ description: 'Which import to give up.' })
export class DiscardImportInput {
  @Field(() => ID, { description: 'An import that is neither applied nor being applied.' })
  importId: string;
}

@ObjectType({
  implements: UserError,
  simpleResolvers: true,
  description: 'The import does not stand where this is possible.',
})
export class ImportNotReady extends UserError {
  @Field(() => ImportStatus, { description: 'Where it stands now.' })
  status: ImportStatus;

  constructor(message: string, status: ImportStatus) {
    super(message, ['importId']);
    this.status = status;
  }
}

export const ApplyImportError = createUnionType({
  name: 'ApplyImportError',
  description: 'Why an import was not applied.',
  types: () => [UnknownReference, ImportNotReady] as const,
});

export const DiscardImportError = createUnionType({
  name: 'DiscardImportError',
  description: 'Why an import was not discarded.',
  types: () => [UnknownReference, ImportNotReady] as const,
});

@ObjectType({
  simpleResolvers: true,
  description: 'Outcome of applyImport: the import is being applied, watch its progress.',
})
export class ApplyImportPayload {
  @Field(() => Import, {
    nullable: true,
    description: 'The import as it is now; null when there is none with this id.',
  })
  import: Import | null;

  @Field(() => [ApplyImportError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: (UnknownReference | ImportNotReady)[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcome of discardImport.' })
export class DiscardImportPayload {
  @Field(() => Import, {
    nullable: true,
    description: 'The import as it is now; null when there is none with this id.',
  })
  import: Import | null;

  @Field(() => [DiscardImportError], { description: 'Why it did not work; empty exactly when it did.' })
  userErrors: (UnknownReference | ImportNotReady)[];
}
