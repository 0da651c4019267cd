import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';

export const BackfillStatus = { DRAFT: 'DRAFT', CONFIRMED: 'CONFIRMED', DISCARDED: 'DISCARDED' } as const;
export type BackfillStatus = (typeof BackfillStatus)[keyof typeof BackfillStatus];

registerEnumType(BackfillStatus, {
  name: 'BackfillStatus',
  description: 'Where a backfill stands.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared. It holds no tickets.' },
    CONFIRMED: { description: 'Done: its tickets belong to orders.' },
    DISCARDED: { description: 'Given up, or a draft that nobody touched for 7 days.' },
  },
});

/** A draft that nobody touched for so long reads as DISCARDED. */
export const DRAFT_DAYS = 7;

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'One or more assignments that are prepared, reviewed and confirmed together.',
})
@Entity('backfills')
export class Backfill extends Node {
  /** As stored; callers see `statusAt`. */
  @Column('text')
  status: BackfillStatus;

  @Field(() => Int, { description: 'Goes up with every change; send it back as `expectedVersion`.' })
  @Column('int')
  version: number;

  @Field(() => String, { nullable: true, description: 'Free text of whoever prepared it.' })
  @Column('text', { nullable: true })
  note: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The caller’s own id from createBackfill; null when none was given.',
  })
  @Column('text', { name: 'external_reference', nullable: true })
  externalReference: string | null;

  /** Hash of the original create input, which the same external reference must repeat. */
  @Column('text', { name: 'input_hash' })
  inputHash: string;

  @Column('uuid', { name: 'created_by_id' })
  createdById: string;

  @Field(() => DateTime, { description: 'When the draft was created.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'updated_by_id' })
  updatedById: string;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;

  @Column('uuid', { name: 'confirmed_by_id', nullable: true })
  confirmedById: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was confirmed; null before.' })
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** The version that was confirmed: repeating that confirm returns the same orders. */
  @Column('int', { name: 'confirmed_from_version', nullable: true })
  confirmedFromVersion: number | null;
}

/** The status at an instant. */
export function statusAt(backfill: Pick<Backfill, 'status' | 'updatedAt'>, now: Date): BackfillStatus {
  return backfill.status === 'DRAFT' && backfill.updatedAt < draftsSince(now) ? 'DISCARDED' : backfill.status;
}

/** Drafts touched before this instant read as DISCARDED. */
export function draftsSince(now: Date): Date {
  return new Date(now.getTime() - DRAFT_DAYS * 86_400_000);
}
