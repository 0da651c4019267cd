/** How large each organization is. */
export interface OrganizationShape {
  number: number;
  slug: string;
  name: string;
  events: number;
  venues: number;
  users: number;
  /** Set where every event has as many groups, each with as many unresolved tickets; null: they vary. */
  fixedGroups: number | null;
  fixedHeld: number | null;
  /** Last day of the organization's events, counted from the first. */
  days: number;
}

export const ORGANIZATIONS = 50;
const LARGEST_SHARE = 0.2;
/** Four to seven groups, eight to twenty tickets. */
const TICKETS_PER_EVENT = 5.5 * 14;
const DAYS = 3650;
/** All of them are over. */
const PAST_DAYS = 2900;

/** The organization that is measured, the one whose groups confirms compete for, and the one that imports. */
export const LARGEST = 1;
export const CONFIRMS = ORGANIZATIONS + 1;
export const IMPORTS = ORGANIZATIONS + 2;

/** Fifty organizations, the largest with a fifth of the tickets, and two for scenarios that write. */
export function shapesFor(tickets: number): OrganizationShape[] {
  const weights = Array.from({ length: ORGANIZATIONS - 1 }, (_, index) => 1 / Math.sqrt(index + 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = [LARGEST_SHARE, ...weights.map((weight) => ((1 - LARGEST_SHARE) * weight) / sum)];
  const organizations = shares.map((share, index) => shapeOf(index + 1, (share * tickets) / TICKETS_PER_EVENT));
  const confirms = { ...shapeOf(CONFIRMS, 100), fixedGroups: 8, fixedHeld: 32, days: PAST_DAYS, users: 200 };
  const imports = { ...shapeOf(IMPORTS, 0), users: 20 };
  return [...organizations, confirms, imports];
}

function shapeOf(number: number, wanted: number): OrganizationShape {
  const events = Math.round(wanted);
  return {
    number,
    slug: `bench-${number}`,
    name: `Bench Works ${number}`,
    events,
    venues: Math.min(60, Math.max(4, Math.round(Math.sqrt(events) / 2))),
    users: Math.min(2000, Math.max(30, Math.round(events / 10))),
    fixedGroups: null,
    fixedHeld: null,
    days: DAYS,
  };
}
