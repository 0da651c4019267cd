import type { UsageCategory } from '../features/inventory/usage-category.entity.ts';
import type { Contact } from '../features/people/contact.entity.ts';
import type { SystemProfile } from '../features/people/system-profile.entity.ts';
import { fold } from '../platform/fold.ts';
import { companies, contactTitles, firstNames, lastNames } from './demo-names.ts';
import type { DemoUser } from './demo-people.ts';
import type { DemoRandom } from './demo-random.ts';
import type { DemoRow } from './demo-row.ts';

/** What is chosen from when tickets are assigned and guests are named. */
export interface DemoChoices {
  usageCategories: DemoRow<UsageCategory>[];
  /** No longer to be chosen; older orders have it. */
  retiredCategory: DemoRow<UsageCategory>;
  systemProfiles: DemoRow<SystemProfile>[];
  contacts: DemoRow<Contact>[];
}

const USAGE_CATEGORIES = [
  'Client Entertainment',
  'Employee Recognition',
  'Charity',
  'Business Development',
  'Recruiting',
  'Team Building',
];
/** The one that asks for more than names. */
const ASKING_CATEGORY = 'Business Development';
const RETIRED_CATEGORY = 'Vendor Relations';
const SYSTEM_PROFILES = ["Client's guest", 'Unconfirmed attendee', "Employee's family member", 'Charity guest'];
const SHARED_CONTACTS = 110;
const PRIVATE_CONTACTS = 40;

/**
 * @param owner whose private contacts are every second of these
 * @param retiredAt when the retired category stopped being a choice
 */
export function buildChoices(
  users: readonly DemoUser[],
  owner: DemoUser,
  createdAt: Date,
  retiredAt: Date,
  random: DemoRandom,
): DemoChoices {
  const named = (name: string) => ({ id: random.id(), name, nameKey: fold(name) });
  return {
    usageCategories: USAGE_CATEGORIES.map((name) => ({
      ...named(name),
      retiredAt: null,
      requiredGuestFields: name === ASKING_CATEGORY ? ['BUSINESS_PURPOSE', 'RELATIONSHIP'] : [],
    })),
    retiredCategory: { ...named(RETIRED_CATEGORY), retiredAt, requiredGuestFields: [] },
    systemProfiles: SYSTEM_PROFILES.map(named),
    contacts: Array.from({ length: SHARED_CONTACTS + PRIVATE_CONTACTS }, (_, index) =>
      buildContact(index, (index % 2 ? owner : random.pick(users)).id, createdAt, random),
    ),
  };
}

function buildContact(index: number, createdById: string, createdAt: Date, random: DemoRandom): DemoRow<Contact> {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
  const company = random.chance(0.9) ? random.pick(companies) : null;
  // Numbered, so that no two contacts share an address.
  const email = random.chance(0.85) ? `${fold(name).replace(/[^a-z]+/g, '.')}.${index + 1}@example.com` : null;
  return {
    id: random.id(),
    name,
    email,
    company,
    title: company ? random.pick(contactTitles) : null,
    searchText: fold(`${name} ${email ?? ''} ${company ?? ''}`),
    visibility: index < SHARED_CONTACTS ? 'SHARED' : 'PRIVATE',
    createdById,
    createdAt,
  };
}
