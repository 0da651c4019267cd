/* Every name here is invented: people, companies, teams, acts. */

export const firstNames = words(`
  Ada Amal Anders Anouk Beatriz Benedikt Bram Carys Cosmo Dalia Dario Edda Elif Emeka Esme Farid Fenna Gideon Greta
  Hana Hugo Ilse Imran Ines Jonas Juno Kaito Kalinda Lars Leona Linnea Luca Maeve Malik Marisol Mateo Mina Naomi Nils
  Noor Odette Omar Oskar Paloma Pia Quentin Rafael Rania Renske Rufus Saskia Sefa Silas Soraya Tamsin Teo Tilda Umar
  Vera Viggo Wanda Xenia Yara Yusuf Zadie Zoltan
`);

export const lastNames = words(`
  Abendroth Achterberg Alderwick Ashgrove Bellweather Birchfield-Holt Blackmoor Bramblecote Brightling Calloway-Finch
  Castellane Copperfield-Ode Cranmoor Dellacroft Dunwater Eastbrook Ellingsworth Fairholm Fennimore Foxglove
  Galbraithe Gorsefield Greyfriar Haldane-Roe Harrowgate Hawksley Hollowell Ironbridge Ivorson Jessamine Kestrelson
  Kingsnorth Lanternau Larkspur Lindqvister Longmere Marchbanks Merriwind Moonstone Nightingale Northcote Oakhanger
  Okonjo-Vale Oldcastle Pemberlin Pinefold Quillfeather Ravensworth Redfern-Ito Rosenquist Saltmarsh Silverthorn
  Stonehollow Sunderly Tanglewood Thistledown Treloar-Singh Underhill Valderrama-Lee Velasquin Waverley Westerling
  Wildersen Winterbourne Wyndham-Cho Yarrowby Zellwegen
`);

/** Where the contacts come from. */
export const companies = [
  'Alder & Quay Logistics',
  'Bluefinch Retail',
  'Cobalt Orchard Foods',
  'Driftwood Dental Group',
  'Ember Lane Hotels',
  'Fathom Freight',
  'Glasswing Credit Union',
  'Hearthstone Builders',
  'Indigo Mesa Energy',
  'Juniper Row Clinics',
  'Kitebridge Insurance',
  'Lumen Valley School District',
  'Mossrock Outfitters',
  'Nimbus Street Media',
  'Orchard Gate Bank',
  'Pebblebrook Farms',
  'Quarry Hill Cement',
  'Rustic Anchor Brewing',
] as const;

export const contactTitles = [
  'Head of Procurement',
  'Chief Financial Officer',
  'Store Manager',
  'Director of Operations',
  'Purchasing Manager',
  'Owner',
  'Facilities Lead',
  'Vice President, Supply Chain',
  'Controller',
  'Buyer',
] as const;

/** Who comes to play against a home team. */
export const visitingTeams = [
  'Albany Kestrels',
  'Baltimore Brigs',
  'Charlotte Comets',
  'Dallas Dusters',
  'Edmonton Embers',
  'Fresno Firebirds',
  'Halifax Harpoons',
  'Jacksonville Jetties',
  'Kansas City Kites',
  'Louisville Larks',
  'Memphis Meteors',
  'Nashville Nightjars',
  'Omaha Otters',
  'Portland Pinecones',
  'Quebec Quills',
  'Reno Rockets',
] as const;

/** Who fills a hall. */
export const acts = [
  'The Velvet Lighthouses',
  'Marla Quince',
  'Paper Tigers on Parade',
  'Orchestra of the Lower Canal',
  'DJ Tangerine Ferry',
  'The Wandering Accountants',
  'Nadia & the Northern Lines',
  'Brass Monkeys Big Band',
  'Ice Fantastic',
  'An Evening of Tall Tales',
  'The Quiet Drummers',
  'Lindy Hop Gala',
  'Saxophone Summit',
  'Comedy under Glass',
  'The Moonlit Typewriters',
] as const;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
