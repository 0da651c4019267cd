import type { EventStatus } from '../events/event.entity.ts';
import type { Checked } from './row-error.ts';

/** An event on file with the venue, name and local date that the mentions have. */
export interface EventOnFile {
  id: string;
  startsAt: Date | null;
  status: EventStatus;
}

/** The rows of a file that give one venue, name and local date with the same time and status. */
export interface EventMention {
  /** `HH:MM`; null where the rows do not say. */
  localTime: string | null;
  status: EventStatus | null;
  /** The first of the rows. */
  row: number;
}

/** One event as the file has it: one that is on file (perhaps changed), or a new one. */
export interface MatchedEvent {
  /** Null for a new event. */
  onFile: EventOnFile | null;
  startsAt: Date | null;
  status: EventStatus;
}

export interface EventMatch {
  /** For each mention, in the order given, the place of its event in `events`; null where there is an error. */
  eventOf: (number | null)[];
  events: MatchedEvent[];
  errors: { mention: number; column: 'EventTime' | 'EventStatus'; message: string }[];
}

/**
 * Finds the events that a file means by one venue, name and local date. Two different known times are two events; one time that
 * differs from that of the one event on file moves it; an unknown time says nothing. Where the file does not tell which of
 * several events it means, nothing is guessed.
 */
export function matchEvents(
  onFile: readonly EventOnFile[],
  mentions: readonly EventMention[],
  startOf: (localTime: string) => Checked<Date>,
): EventMatch {
  const match: EventMatch = { eventOf: mentions.map(() => null), events: [], errors: [] };
  const times = knownTimes(mentions, startOf, match);
  const pairs = pairTimes(onFile, times);
  if (pairs === null) {
    mentions.forEach(({ localTime }, mention) => {
      if (localTime !== null && times.some((time) => time.localTime === localTime && !isOnFile(onFile, time.start))) {
        match.errors.push({ mention, column: 'EventTime', message: unclearMove(onFile.length, times.length) });
      }
    });
    return match;
  }
  const placeOf = new Map(pairs.map(({ time, event }) => [time.localTime, place(match, event, time.start)] as const));
  mentions.forEach((mention, index) => {
    if (mention.localTime !== null) match.eventOf[index] = placeOf.get(mention.localTime) ?? null;
    else match.eventOf[index] = placeWithoutTime(onFile, match, index);
  });
  applyStatuses(mentions, match);
  return match;
}

interface KnownTime {
  localTime: string;
  start: Date;
}

function knownTimes(
  mentions: readonly EventMention[],
  startOf: (localTime: string) => Checked<Date>,
  match: EventMatch,
): KnownTime[] {
  const times = new Map<string, KnownTime>();
  mentions.forEach(({ localTime }, mention) => {
    if (localTime === null) return;
    const start = startOf(localTime);
    if (start.ok) times.set(localTime, { localTime, start: start.value });
    else match.errors.push({ mention, column: 'EventTime', message: start.message });
  });
  return [...times.values()].sort((one, other) => one.start.getTime() - other.start.getTime());
}

/**
 * Which event on file each known time of the file belongs to; null for a new event. Equal times first; then one event without a
 * time takes the one time that is left, or as many events as times are left moved in their order.
 */
function pairTimes(
  onFile: readonly EventOnFile[],
  times: readonly KnownTime[],
): { time: KnownTime; event: EventOnFile | null }[] | null {
  const left = onFile.filter(({ startsAt }) => !times.some(({ start }) => start.getTime() === startsAt?.getTime()));
  const changed = times.filter(({ start }) => !isOnFile(onFile, start));
  const timeless = left.filter(({ startsAt }) => startsAt === null);
  const moved =
    timeless.length === 1 && changed.length === 1
      ? timeless
      : left.length > 0 && changed.length > 0
        ? inOrder(left)
        : [];
  // Every event on file keeps its time while the file adds another one: a double-header.
  if (moved.length > 0 && moved.length !== changed.length) return null;
  return times.map((time) => {
    const same = onFile.find(({ startsAt }) => startsAt?.getTime() === time.start.getTime());
    return { time, event: same ?? moved[changed.indexOf(time)] ?? null };
  });
}

function inOrder(events: readonly EventOnFile[]): EventOnFile[] {
  return [...events].sort((one, other) => (one.startsAt?.getTime() ?? 0) - (other.startsAt?.getTime() ?? 0));
}

function isOnFile(onFile: readonly EventOnFile[], start: Date): boolean {
  return onFile.some(({ startsAt }) => startsAt?.getTime() === start.getTime());
}

function place(match: EventMatch, onFile: EventOnFile | null, startsAt: Date | null): number {
  match.events.push({ onFile, startsAt, status: onFile?.status ?? 'SCHEDULED' });
  return match.events.length - 1;
}

/** Rows without a time belong to the one event there is; with several, they do not say which. */
function placeWithoutTime(onFile: readonly EventOnFile[], match: EventMatch, mention: number): number | null {
  const untouched = onFile.filter((event) => !match.events.some((each) => each.onFile === event));
  if (match.events.length + untouched.length > 1) {
    const message = 'There are several events with this venue, name and date. Give the time of the one that is meant.';
    match.errors.push({ mention, column: 'EventTime', message });
    return null;
  }
  if (match.events.length === 1) return 0;
  const [event] = untouched;
  return place(match, event ?? null, event?.startsAt ?? null);
}

function applyStatuses(mentions: readonly EventMention[], match: EventMatch): void {
  const saidAt = new Map<number, EventMention>();
  mentions.forEach((mention, index) => {
    const at = match.eventOf[index] ?? null;
    const event = at === null ? undefined : match.events[at];
    if (at === null || !event || mention.status === null) return;
    const earlier = saidAt.get(at);
    if (earlier && earlier.status !== mention.status) {
      const message = `Row ${earlier.row} says that this event is ${earlier.status}. Give every row of an event the same status.`;
      match.errors.push({ mention: index, column: 'EventStatus', message });
      return;
    }
    saidAt.set(at, mention);
    event.status = mention.status;
  });
}

function unclearMove(onFile: number, times: number): string {
  const events = onFile === 1 ? 'one event' : `${onFile} events`;
  const theirTimes = times === 1 ? 'one time' : `${times} times`;
  return (
    `This venue, name and date stand on file for ${events}, and this file gives ${theirTimes} that are not all theirs: it does ` +
    'not say which event moved. Change the time on the event’s page first, then load the file again.'
  );
}
