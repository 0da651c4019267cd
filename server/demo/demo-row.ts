/** A row of an entity as the demo makes it; the organization is added when it is stored. */
export type DemoRow<Entity> = Omit<Entity, 'organizationId' | 'isRetired' | 'isExact'>;
