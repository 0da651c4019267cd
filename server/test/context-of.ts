import { RequestContext } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import type { TestApp } from './test-app.ts';
import type { World } from './world.ts';

/** What a request of that user would carry, for calling past GraphQL. Whoever asks closes it. */
export function contextOf(app: TestApp, world: World, { id, role }: { id: string; role: string }): RequestContext {
  return new RequestContext({
    database: app.database,
    clock: app.clock,
    requestId: newId(),
    signedIn: {
      by: { kind: 'SESSION', id: newId() },
      organizationId: world.organizationId,
      userId: id,
      role,
    },
    cookie: { set: () => undefined, clear: () => undefined },
  });
}
