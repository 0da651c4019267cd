import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity } from 'typeorm';
import { Node } from '../../platform/node.ts';
import { DateTime } from '../../platform/scalars.ts';
import type { Preview } from './import-preview.ts';

export const ImportStatus = {
  ANALYZING: 'ANALYZING',
  READY: 'READY',
  INVALID: 'INVALID',
  APPLYING: 'APPLYING',
  APPLIED: 'APPLIED',
  FAILED: 'FAILED',
  DISCARDED: 'DISCARDED',
} as const;
export type ImportStatus = (typeof ImportStatus)[keyof typeof ImportStatus];

registerEnumType(ImportStatus, {
  name: 'ImportStatus',
  description: 'Where an import stands. Nothing changes before APPLIED.',
  valuesConfig: {
    ANALYZING: { description: 'Its files are read and compared with what is on file.' },
    READY: { description: 'No errors: look at the preview, then apply or discard it.' },
    INVALID: {
      description: 'Its files have row errors, so nothing of them can be applied. Mend them and upload them again.',
    },
    APPLYING: { description: 'It is being written; it becomes APPLIED as a whole or not at all.' },
    APPLIED: { description: 'Everything in its files is on file.' },
    FAILED: { description: 'It could not be finished, for the reason in `failure`. Nothing was changed.' },
    DISCARDED: { description: 'Given up. Nothing was changed.' },
  },
});

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'Files of venues, employees or inventory that were uploaded together: analyzed, then applied all or nothing.',
})
@Entity('imports')
export class Import extends Node {
  @Field(() => ImportStatus, { description: 'Where it stands.' })
  @Column('text')
  status: ImportStatus;

  /** Null for an import from the command line. */
  @Column('uuid', { name: 'created_by_id', nullable: true })
  createdById: string | null;

  @Field(() => DateTime, { description: 'When it was uploaded.' })
  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was applied; null before.' })
  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt: Date | null;

  /** When its progress was last written. */
  @Column('timestamptz', { name: 'heartbeat_at', nullable: true })
  heartbeatAt: Date | null;

  @Column('int', { name: 'rows_done' })
  rowsDone: number;

  @Column('int', { name: 'rows_total', nullable: true })
  rowsTotal: number | null;

  @Field(() => Int, { description: 'How many row errors there are; the first 10,000 of them are listed.' })
  @Column('int', { name: 'row_error_count' })
  rowErrorCount: number;

  @Column('jsonb', { nullable: true })
  preview: Preview | null;

  @Field(() => String, { nullable: true, description: 'Why it FAILED, in a sentence; null otherwise.' })
  @Column('text', { nullable: true })
  failure: string | null;
}
