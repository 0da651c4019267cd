import type { TicketGroup } from '../inventory/ticket-group.entity.ts';

/** SQL for what a packed ticket group says of its values, where they are asked for: numeric columns are slow to sum up and to write. */
export function packedValues(areWanted: boolean): string {
  return areWanted ? ', g.unresolved_value::text, g.unresolved_without_value_count, g.currency' : '';
}

/** The same as it arrives, at the end of a group's row. */
export type PackedValues = [value?: string, withoutValue?: number, currency?: string];

export function giveValues(group: TicketGroup, ...[value, withoutValue, currency]: PackedValues): void {
  if (value === undefined || withoutValue === undefined || currency === undefined) return;
  group.unresolvedValue = value;
  group.unresolvedWithoutValueCount = withoutValue;
  group.currency = currency;
}
