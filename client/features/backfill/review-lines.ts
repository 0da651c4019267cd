import type { AssignmentInput, DraftLineFragment } from '../../gql/graphql.ts';
import type { Person } from '../../ui/person.ts';
import { changeLine, toInput, type AssignmentChoice } from './draft-lines.ts';

/** A line of the review: as it was saved, and as it is about to be saved. */
export interface ReviewLine {
  /** Tells lines apart while the draft changes under them: ids do not last, since each save writes all lines anew. */
  key: string;
  saved: DraftLineFragment;
  input: AssignmentInput;
  recipient: Person;
}

/** A change to the lines that can be made again on newer ones. */
export type LineChange = (lines: readonly ReviewLine[]) => ReviewLine[];

/** The lines as the server has them. */
export function toReviewLines(saved: readonly DraftLineFragment[]): ReviewLine[] {
  const seen = new Map<string, number>();
  return saved.map((line) => {
    const { id, name, email, department } = line.recipient;
    const what = `${line.ticketGroup.id} ${id} ${line.usageCategory.id}`;
    const nth = seen.get(what) ?? 0;
    seen.set(what, nth + 1);
    return {
      key: `${what} ${nth}`,
      saved: line,
      input: toInput(line),
      recipient: { id, name, email, detail: department },
    };
  });
}

export function changing(key: string, choice: AssignmentChoice, recipient: Person): LineChange {
  return (lines) =>
    lines.map((line) => (line.key === key ? { ...line, recipient, input: changeLine(line.input, choice) } : line));
}

export function removing(key: string): LineChange {
  return (lines) => lines.filter((line) => line.key !== key);
}

/** How many more tickets a line may take: what is unused, less what the other lines of its group take. */
export function availableTo(line: ReviewLine, lines: readonly ReviewLine[]): number {
  const { id, unusedCount } = line.saved.ticketGroup;
  const others = lines.filter((other) => other.key !== line.key && other.input.ticketGroupId === id);
  return Math.max(0, unusedCount - others.reduce((sum, other) => sum + other.input.quantity, 0));
}

/** What somebody else did to the draft meanwhile. */
export interface DraftDifference {
  /** The quantity before, by the key of the line. */
  quantityBefore: ReadonlyMap<string, number>;
  added: ReadonlySet<string>;
  removed: readonly ReviewLine[];
}

export function compareLines(before: readonly ReviewLine[], after: readonly ReviewLine[]): DraftDifference {
  const old = new Map(before.map((line) => [line.key, line]));
  const kept = new Set(after.map(({ key }) => key));
  const changed = after.flatMap((line): [string, number][] => {
    const quantity = old.get(line.key)?.saved.quantity;
    return quantity === undefined || quantity === line.saved.quantity ? [] : [[line.key, quantity]];
  });
  return {
    quantityBefore: new Map(changed),
    added: new Set(after.filter(({ key }) => !old.has(key)).map(({ key }) => key)),
    removed: before.filter(({ key }) => !kept.has(key)),
  };
}

/** The lines of each event, events in the order of their first line. */
export function byEvent(
  lines: readonly ReviewLine[],
): { event: DraftLineFragment['ticketGroup']['event']; lines: ReviewLine[] }[] {
  const groups = new Map<string, { event: DraftLineFragment['ticketGroup']['event']; lines: ReviewLine[] }>();
  for (const line of lines) {
    const { event } = line.saved.ticketGroup;
    const group = groups.get(event.id) ?? { event, lines: [] };
    group.lines.push(line);
    groups.set(event.id, group);
  }
  return [...groups.values()];
}

/** The lines of each recipient, recipients in the order of their first line. */
export function byRecipient(lines: readonly ReviewLine[]): { recipient: Person; lines: ReviewLine[] }[] {
  const groups = new Map<string, { recipient: Person; lines: ReviewLine[] }>();
  for (const line of lines) {
    const group = groups.get(line.recipient.id) ?? { recipient: line.recipient, lines: [] };
    group.lines.push(line);
    groups.set(line.recipient.id, group);
  }
  return [...groups.values()];
}
