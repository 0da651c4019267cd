/** What the database fills in by itself where the demo says nothing. */
type Defaulted =
  | 'version'
  | 'requiredGuestFields'
  | 'erasedAt'
  | 'legalHoldAt'
  | 'businessPurpose'
  | 'hostPresent'
  | 'relationship'
  | 'isPublicOfficial'
  | 'remindedDays';
type Computed = 'organizationId' | 'isRetired' | 'isExact' | 'isErased' | 'isOnLegalHold';

/** A row of an entity as the demo makes it; the organization is added when it is stored. */
export type DemoRow<Entity> = Omit<Entity, Computed | Defaulted> &
  Partial<Pick<Entity, Extract<keyof Entity, Defaulted>>>;
