import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { FILE_KINDS, type FileKind } from './file-source.ts';

export const ImportFileKind = Object.fromEntries(FILE_KINDS.map((kind) => [kind, kind])) as { [K in FileKind]: K };

registerEnumType(ImportFileKind, {
  name: 'ImportFileKind',
  description: 'What the rows of a file are.',
  valuesConfig: {
    VENUES: { description: 'Venue, City, Country, TimeZone, Capacity.' },
    EMPLOYEES: {
      description: 'FirstName, LastName, Email, JobTitle, Department, Division, ManagerEmail, Role, Active.',
    },
    INVENTORY: { description: 'Tickets, in the point-of-sale format of the ticket industry.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One uploaded file.' })
@Entity('import_files')
export class ImportFile {
  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'import_id' })
  importId: string;

  @Field(() => ImportFileKind, { description: 'What its rows are.' })
  @Column('text')
  kind: FileKind;

  @Field(() => String, { description: 'Name of the file, as it was uploaded.' })
  @Column('text')
  name: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  @Column('bigint', { name: 'byte_count', transformer: { from: Number, to: (value: number) => value } })
  byteCount: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many rows it has, without the heading; null until it is analyzed.',
  })
  @Column('int', { name: 'row_count', nullable: true })
  rowCount: number | null;
}
