import { Field, ID, InterfaceType } from 'type-graphql';
import { PrimaryColumn } from 'typeorm';

/** Anything that `node(id)` can return. Its `id` is encoded for callers when the schema is built (schema.ts). */
@InterfaceType({ description: 'An object with an id of its own, which `node(id)` fetches again.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, unique across types and organizations. Do not take it apart.' })
  @PrimaryColumn('uuid')
  id: string;

  @PrimaryColumn('uuid', { name: 'organization_id' })
  organizationId: string;
}
