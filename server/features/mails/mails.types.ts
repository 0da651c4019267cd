import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { InvalidInput, UnknownReference } from '../../platform/common-errors.ts';
import { connectionType } from '../../platform/connection.ts';
import { Mail, MailStatus } from './mail.entity.ts';

export const MailConnection = connectionType(() => Mail, 'Mail');

@InputType({ description: 'Every part narrows; empty or null means "any".' })
export class MailFilter {
  @Field(() => [MailStatus], { nullable: true, description: 'Only mails in one of these states.' })
  statuses?: MailStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only mails to this user.' })
  recipientId?: string | null;
}

@InputType({ description: 'Which mail to send again.' })
export class ResendMailInput {
  @Field(() => ID, { description: 'A mail that is DEAD or KEPT.' })
  mailId: string;
}

export const ResendMailError = createUnionType({
  name: 'ResendMailError',
  description: 'Why a mail was not queued again.',
  types: () => [UnknownReference, InvalidInput] as const,
});

@ObjectType({ simpleResolvers: true, description: 'Outcome of resendMail.' })
export class ResendMailPayload {
  @Field(() => Mail, { nullable: true, description: 'The mail as it stands now; null when the id is unknown.' })
  mail: Mail | null;

  @Field(() => [ResendMailError], { description: 'Why it was not queued again; empty exactly when it was.' })
  userErrors: (UnknownReference | InvalidInput)[];
}
