import { getNamedType, isInterfaceType } from 'graphql';
import { newId } from '../../platform/id.ts';
import { encodeNodeId } from '../../platform/node-id.ts';
import { ApiClient } from '../api-client.ts';
import type { TestApp } from '../test-app.ts';
import { type FilledWorld } from './fill-world.ts';
import { fillWith, typesAskedFor } from './fill-arguments.ts';
import { argumentsFor, type Place, placesOf } from './inputs.ts';
import { nodeIds, type NodeRows, nodeTypes } from './node-rows.ts';
import { documentFor, type RootField, rootFields } from './operations.ts';
import { selectionOf } from './selections.ts';

/** A place of an operation's arguments that takes an id, and the types of which an id may be. */
export interface IdPlace {
  name: string;
  rootField: RootField;
  place: Place;
  types: readonly string[];
}

/** Every place of the schema that takes an id. */
export function idPlaces(app: TestApp): IdPlace[] {
  const all = nodeTypes(app.schema);
  return rootFields(app.schema).flatMap((rootField) =>
    placesOf(rootField.field, ['ID']).map((place) => ({
      name: `${rootField.name}(${place.path.join('.')})`,
      rootField,
      place,
      types: typesAskedFor(place.path, all),
    })),
  );
}

/** What came back for an id, with the id itself blotted out. */
export type AskWithId = (place: IdPlace, id: string) => Promise<string>;

/** Asks as the world's Super User, with everything else that the operation needs from the world's own rows. */
export function askerOf(app: TestApp, { api, world }: FilledWorld, own: NodeRows): AskWithId {
  const session = api.sessionToken;
  return async ({ rootField, place }, id) => {
    // Of an interface there are too many types to follow each.
    const depth = isInterfaceType(getNamedType(rootField.field.type)) ? 0 : 1;
    const at = { path: place.path, value: id };
    const variables = argumentsFor(rootField.field, fillWith(world.organizationId, own), at);
    const document = documentFor(rootField, variables, selectionOf(app.schema, rootField.field.type, depth));
    // A client of its own, because some operations take the cookie back.
    const answer = JSON.stringify(await new ApiClient(app, { session }).send(document, variables));
    return answer.replaceAll(id, '<id>');
  };
}

/** An id that never existed, which looks like the organization's own. */
export function unknownId(organizationId: string, type: string): string {
  return encodeNodeId(type, organizationId, newId());
}

/** Ids of another organization's rows of a type: as that organization has them, and stamped with one's own. */
export function foreignIds(own: string, foreign: string, type: string, rows: NodeRows): string[] {
  const some = { [type]: [...(rows[type] ?? []).slice(0, 1), ...(rows[type] ?? []).slice(1).slice(-1)] };
  return [...nodeIds(foreign, type, some), ...nodeIds(own, type, some)];
}
