import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { encodeNodeId } from '../../platform/node-id.ts';
import type { TestApp } from '../test-app.ts';
import { idsByTable } from './tenant-rows.ts';

/** Node types whose rows are in a table of another name. */
const TABLES: Record<string, string> = { HistoryEntry: 'audit_entries' };

/** The rows of an organization that have a node id, by type. */
export type NodeRows = Record<string, string[]>;

/** Names of all types that have a node id. */
export function nodeTypes(schema: GraphQLSchema): string[] {
  const node = schema.getType('Node');
  if (!isInterfaceType(node)) throw new Error('The schema has no Node.');
  return schema
    .getPossibleTypes(node)
    .map(({ name }) => name)
    .sort();
}

/** Reads the ids of all rows of an organization that have a node id. */
export async function readNodeRows(app: TestApp, organizationId: string): Promise<NodeRows> {
  const ids = await idsByTable(app, organizationId);
  return Object.fromEntries(
    nodeTypes(app.schema).map((type) => [
      type,
      type === 'Organization' ? [organizationId] : (ids[TABLES[type] ?? tableOf(type)] ?? []),
    ]),
  );
}

/** The node ids of rows of one type, as an organization would see them. */
export function nodeIds(organizationId: string, type: string, rows: NodeRows): string[] {
  return (rows[type] ?? []).map((id) => encodeNodeId(type, organizationId, id));
}

/** TicketCategory: ticket_categories. */
function tableOf(type: string): string {
  const snake = type.replaceAll(/(?<=.)([A-Z])/g, '_$1').toLowerCase();
  return snake.endsWith('y') ? `${snake.slice(0, -1)}ies` : `${snake}s`;
}
