import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FileKind } from './file-source.ts';
import { ImportFileKind } from './import-file.entity.ts';

@ObjectType({ simpleResolvers: true, description: 'What is wrong with one row of a file, and what would be right.' })
@Entity('import_row_errors')
export class ImportRowError {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'import_id' })
  importId: string;

  /** Place in the list, from 0. */
  @Column('int')
  position: number;

  @Field(() => ImportFileKind, { description: 'The file in which the row stands.' })
  @Column('text', { name: 'file_kind' })
  fileKind: FileKind;

  @Field(() => Int, { description: 'Line of the file; the heading is line 1.' })
  @Column('int', { name: 'row_number' })
  row: number;

  @Field(() => String, { nullable: true, description: 'Heading of the column; null when the whole row is meant.' })
  @Column('text', { name: 'column_name', nullable: true })
  column: string | null;

  @Field(() => String, { nullable: true, description: 'The value that is wrong; null when the whole row is meant.' })
  @Column('text', { nullable: true })
  value: string | null;

  @Field(() => String, { description: 'What is wrong and what would be right, in English, for a person to read.' })
  @Column('text')
  message: string;
}
