import { newId } from '../../platform/id.ts';
import { silentLog } from '../../platform/log.ts';
import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';
import { recordAudit } from './record-audit.ts';
import { sealWaiting } from './seal-entries.ts';
import { type ChainReport, verifyChain } from './verify-chain.ts';

/** Entries of one organization, their seals, and what the check of both says. */
export interface SealScene {
  record(count: number): Promise<void>;
  /** @returns how many entries were sealed */
  seal(): Promise<number>;
  verify(expectedHead?: string): Promise<ChainReport>;
  /** The ids of the entries in their order. */
  entryIds(): Promise<string[]>;
}

export function sealScene(app: TestApp, world: World): SealScene {
  return {
    record(count) {
      const actor = { actorId: null, requestId: null, now: app.clock.now() };
      const records = Array.from({ length: count }, (_, index) => ({
        action: 'venue.updated' as const,
        subjectType: 'Venue',
        subjectId: newId(),
        before: { capacity: index },
        after: { capacity: index + 1, zone: 'UTC' },
      }));
      return world.write((tx) => recordAudit(tx, actor, records));
    },
    seal: () => sealWaiting(app.database, world.organizationId, { now: app.clock.now(), log: silentLog }),
    verify: (expectedHead) => app.database.read(world.organizationId, (tx) => verifyChain(tx, expectedHead)),
    entryIds: () =>
      world.write(async (tx) =>
        (await tx.rows<{ id: string }>('SELECT id FROM audit_entries ORDER BY id')).map(({ id }) => id),
      ),
  };
}
