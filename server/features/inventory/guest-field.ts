import { registerEnumType } from 'type-graphql';

/** What a usage category can ask for. The order is the one in which the fields are listed and missing ones are reported. */
export const GuestField = {
  BUSINESS_PURPOSE: 'BUSINESS_PURPOSE',
  HOST_PRESENT: 'HOST_PRESENT',
  EMAIL: 'EMAIL',
  COMPANY: 'COMPANY',
  TITLE: 'TITLE',
  RELATIONSHIP: 'RELATIONSHIP',
  PUBLIC_OFFICIAL: 'PUBLIC_OFFICIAL',
} as const;
export type GuestField = (typeof GuestField)[keyof typeof GuestField];

registerEnumType(GuestField, {
  name: 'GuestField',
  description:
    'Something that a usage category can ask for before a guest list is submitted. Guests who did not come and placeholders are asked for nothing.',
  valuesConfig: {
    BUSINESS_PURPOSE: { description: 'What the whole occasion was for; one answer for the list.' },
    HOST_PRESENT: { description: 'Whether somebody of the organization was there as a host; one answer for the list.' },
    EMAIL: { description: 'Email of each guest; that of employees is in the directory.' },
    COMPANY: { description: 'Company of each guest; that of employees is the organization.' },
    TITLE: { description: 'Title of each guest; that of employees is in the directory, where one is on file.' },
    RELATIONSHIP: { description: 'What each guest from outside is to the organization, such as client or supplier.' },
    PUBLIC_OFFICIAL: { description: 'Whether each guest from outside holds a public office.' },
  },
});

/** Each field once, in the order above. */
export function inFieldOrder(fields: readonly GuestField[]): GuestField[] {
  return Object.values(GuestField).filter((field) => fields.includes(field));
}
