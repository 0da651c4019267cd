import type { TestApp } from '../test-app.ts';
import type { World } from '../world.ts';
import { ask } from '../owner.ts';
import { MARK } from './plant-marks.ts';
import { idsByTable } from './tenant-rows.ts';

/** A function that runs with the rights of the owner, whom row-level security does not hold back. */
export interface DefinerFunction {
  name: string;
  /** Of those without a default. */
  argumentTypes: string[];
  /** Whether tenant transactions may call it. */
  forTenants: boolean;
}

/** Every such function of the database. */
export async function definerFunctions(app: TestApp): Promise<DefinerFunction[]> {
  return ask<DefinerFunction>(
    app,
    `SELECT p.proname AS name, has_function_privilege('app_rw', p.oid, 'EXECUTE') AS "forTenants",
            ARRAY(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY AS a(t, place)
                  WHERE place <= p.pronargs - p.pronargdefaults ORDER BY place) AS "argumentTypes"
     FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
  );
}

/** Calls it inside a transaction of one organization, with arguments that name the rows and texts of another. */
export async function callWith(app: TestApp, inside: World, { name, argumentTypes }: DefinerFunction, named: World) {
  const ids = Object.values(await idsByTable(app, named.organizationId)).flat();
  const values: Record<string, unknown> = {
    text: MARK,
    'uuid[]': ids,
    integer: 100,
    jsonb: JSON.stringify({ organizationId: named.organizationId }),
    uuid: null,
    'timestamp with time zone': null,
  };
  const unknown = argumentTypes.filter((type) => !(type in values));
  if (unknown.length > 0) throw new Error(`${name} takes ${unknown.join(', ')}: say what the walk shall pass.`);
  const parameters = argumentTypes.map((type, index) => `$${index + 1}::${type}`).join(', ');
  return inside.write((tx) =>
    tx.rows(
      `SELECT to_jsonb(f) AS answer FROM ${name}(${parameters}) f`,
      argumentTypes.map((type) => values[type]),
    ),
  );
}
