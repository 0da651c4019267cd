import { ObjectType } from 'type-graphql';

/** Fields are resolved in viewer.resolver.ts, each only when it is asked for. */
@ObjectType({ description: 'Whoever is signed in, their organization, and what they may do.' })
export class Viewer {}
