import type { DemoPeople } from './demo-people.ts';
import type { DemoRandom } from './demo-random.ts';

const DAY = 86_400_000;

/** A manager is away for some weeks, and the employee who can sign in stands in. */
export function buildProxy({ cast }: DemoPeople, today: Date, random: DemoRandom): object {
  const day = (offset: number) => new Date(today.getTime() + offset * DAY).toISOString().slice(0, 10);
  return {
    id: random.id(),
    userId: cast.MANAGER.id,
    proxyId: cast.EMPLOYEE.id,
    fromDate: day(-5),
    untilDate: day(16),
    createdById: cast.MANAGER.id,
    createdAt: new Date(today.getTime() - 6 * DAY),
    endedAt: null,
  };
}
