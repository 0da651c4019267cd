import type { ChaosOutcome } from './run-chaos.ts';

/** What a run has shown, in words for a terminal. */
export function reportOf({ load, unexpected, kills, problems, damages, seconds }: ChaosOutcome): string {
  const { counts, acknowledged } = load;
  const orders = acknowledged.reduce((sum, confirm) => sum + confirm.orders.length, 0);
  const lines = [
    '',
    `${seconds} s; ${counts.asked} requests: ${counts.cutOff} cut off, ${counts.busy} answered "try again"`,
    `confirms acknowledged: ${acknowledged.length}, with ${orders} orders`,
    `  of them done by an earlier try whose answer was lost: ${counts.doneBefore}`,
    `  of them asked again afterwards, with the same orders: ${counts.repeated}`,
    `refused, because the tickets were gone: ${counts.refused}; given up after one try without an answer: ${counts.abandoned}`,
    ...(['API', 'DATABASE'] as const).map((victim) => killsOf(victim, kills)),
    `answers that no client should see: ${unexpected.length}`,
    ...unexpected.slice(0, 5),
    `problems in the records: ${problems.length}`,
    ...problems.map(({ rule, ids }) => `  ${rule}: ${ids.length} (${ids.slice(0, 3).join(', ')})`),
    ...damages.map(({ name, noticed, as }) => `  ${noticed ? 'noticed' : 'NOT NOTICED'}: ${name} (${as.join('; ')})`),
  ];
  return lines.join('\n');
}

function killsOf(victim: 'API' | 'DATABASE', kills: ChaosOutcome['kills']): string {
  const times = kills.filter((kill) => kill.victim === victim).map(({ recoveredAfterMs }) => recoveredAfterMs);
  const sorted = times.sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `kills of the ${victim === 'API' ? 'API' : 'database'}: ${times.length}, ready again after ${median} ms (median), ${sorted.at(-1) ?? 0} ms (longest)`;
}
