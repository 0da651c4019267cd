import { nodeIds, type NodeRows } from './node-rows.ts';
import type { Fill } from './inputs.ts';

/** Arguments whose name does not say the type of the object. */
const TYPES_BY_NAME: Record<string, string[]> = {
  recipientId: ['User'],
  managerId: ['User'],
  proxyId: ['Proxy', 'User'],
};

/** Types that an argument may ask for: by its name, or all of them where that says nothing. */
export function typesAskedFor(path: string[], allTypes: readonly string[]): readonly string[] {
  const name = (path.filter((step) => step !== '0').at(-1) ?? '').replace(/Ids$/, 'Id');
  const known = TYPES_BY_NAME[name];
  if (known) return known;
  const named = allTypes.filter((type) => name === `${type.charAt(0).toLowerCase()}${type.slice(1)}Id`);
  return named.length > 0 ? named : allTypes;
}

/** What is named anew where a name is required; fillWorld makes a contact of this name. */
export const NEW_NAME = 'Something new';

const TEXTS: Record<string, string> = {
  email: 'walker@example.com',
  timeZone: 'UTC',
  reason: 'A good reason',
  url: 'https://hooks.example.com/backfill',
};

/** Plausible values for whatever is required, with ids of the organization's own rows. */
export function fillWith(organizationId: string, rows: NodeRows): Fill {
  return (path, scalar) => {
    const name = path.filter((step) => step !== '0').at(-1) ?? '';
    if (scalar === 'ID') {
      const ids = typesAskedFor(path, Object.keys(rows)).flatMap((type) => nodeIds(organizationId, type, rows));
      return ids[0];
    }
    if (scalar === 'String') return TEXTS[name] ?? NEW_NAME;
    return SCALARS[scalar];
  };
}

const SCALARS: Record<string, unknown> = {
  Boolean: true,
  Int: 1,
  PositiveInt: 1,
  Float: 1,
  LocalDate: '2026-07-20',
  LocalTime: '19:00',
  DateTime: '2026-08-20T12:00:00.000Z',
};
