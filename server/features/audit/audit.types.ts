import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../../platform/connection.ts';
import { DateTime, LocalDate } from '../../platform/scalars.ts';
import { AuditEntry } from './audit-entry.entity.ts';

export const HistoryConnection = connectionType(() => AuditEntry, 'History');

@InputType({ description: 'Every part narrows; empty or null means "any".' })
export class AuditLogFilter {
  @Field(() => ID, { nullable: true, description: 'Only what this user did.' })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what somebody else did for this user.' })
  onBehalfOfId?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only these actions, by their names in `auditActions`.' })
  actions?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'Only what was done to this object, whatever its type.' })
  subjectId?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'First day on which it was recorded, in the time zone of the organization.',
  })
  recordedFrom?: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Last day on which it was recorded, in the time zone of the organization, included.',
  })
  recordedTo?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Something that leaves an entry in the audit log.' })
export class AuditActionFacts {
  @Field(() => String, { description: 'Its name, as in `HistoryEntry.action`, for example "backfill.confirmed".' })
  action: string;

  @Field(() => String, { description: 'What kind of thing it is done to, as in `HistoryEntry.subjectType`.' })
  subjectType: string;

  @Field(() => String, { description: 'What an entry of it says, in English.' })
  description: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A seal over entries of the audit log. Whoever noted its hash can tell later whether the entries up to it are still the same.',
})
export class AuditSealFacts {
  @Field(() => Int, { description: 'The how many-th seal it is, from 1.' })
  number: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  sealedAt: Date;

  @Field(() => Int, { description: 'How many entries it covers itself.' })
  entryCount: number;

  @Field(() => String, {
    description: 'SHA-256 over its entries and the hash of the seal before, as 64 hexadecimal digits.',
  })
  hash: string;
}

@ObjectType({ simpleResolvers: true, description: 'How far the audit log is sealed.' })
export class AuditSealing {
  @Field(() => AuditSealFacts, {
    nullable: true,
    description: 'The newest seal, the head of the chain; null before the first.',
  })
  head: AuditSealFacts | null;

  @Field(() => Int, { description: 'How many entries wait to be sealed.' })
  waitingCount: number;
}
