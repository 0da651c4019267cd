import { fold } from '../../server/platform/fold.ts';

/** A name as it is shown and as it is compared. */
export interface FoldedName {
  name: string;
  key: string;
}

const CITIES = [
  ...['Boston', 'New York', 'Chicago', 'Minneapolis', 'Denver', 'Phoenix', 'San Francisco', 'Seattle', 'Toronto'],
  ...['Montréal', 'Québec', 'San José', 'Bogotá', 'Málaga', 'Zürich', 'Köln', 'Austin', 'Portland', 'Atlanta', 'Tampa'],
];
const TEAMS = [
  ...['Lanterns', 'Ferries', 'Millers', 'Drovers', 'Coppersmiths', 'Mirages', 'Foghorns', 'Kingfishers', 'Canoes'],
  ...['Herons', 'Lamplighters', 'Quarrymen', 'Weavers', 'Pilots', 'Glassblowers', 'Ploughmen', 'Otters', 'Beacons'],
];
const ACTS = ['Zoë Lindqvist', 'The Paper Harbors', 'Émile Ruiz Trio', 'Northern Kites', 'Ines Ávila', 'Slow Ferry'];
const HALLS = ['Arena', 'Garden', 'Ballpark', 'Dome', 'Center'];
const FIRST = ['Ana', 'Ben', 'Chloé', 'David', 'Elif', 'Farid', 'Grace', 'Hugo', 'Ingrid', 'Jonas', 'Keiko', 'Lucía'];
const LAST = ['Silva', 'Novak', 'Müller', 'Okafor', 'Yılmaz', 'Haddad', 'Lindström', 'Moreau', 'Tanaka', 'García'];

/** Home team against visitor, and a concert here and there: about 6,000 names. */
export function eventNames(): FoldedName[] {
  const teams = CITIES.flatMap((city, place) =>
    TEAMS.filter((_, index) => index % 4 === place % 4).map((team) => `${city} ${team}`),
  );
  const games = teams.flatMap((home) =>
    teams.filter((visitor) => visitor !== home).map((visitor) => `${visitor} at ${home}`),
  );
  const concerts = ACTS.flatMap((act) => CITIES.map((city) => `${act}: An Evening in ${city}`));
  return [...games, ...concerts].map(folded);
}

export function venueNames(): FoldedName[] {
  return HALLS.flatMap((hall) => CITIES.map((city) => `${city} ${hall}`)).map(folded);
}

export function personNames(): FoldedName[] {
  return FIRST.flatMap((first) => LAST.map((last) => `${first} ${last}`)).map(folded);
}

function folded(name: string): FoldedName {
  return { name, key: fold(name) };
}
