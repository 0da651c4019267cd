import type { FileKind } from './file-kinds.ts';

/** The columns of each file as the page describes them. */
export const columnsOf: Record<FileKind, readonly { name: string; required?: true }[]> = {
  venues: [
    { name: 'Venue', required: true },
    { name: 'City' },
    { name: 'Country' },
    { name: 'TimeZone', required: true },
    { name: 'Capacity' },
  ],
  employees: [
    { name: 'FirstName', required: true },
    { name: 'LastName', required: true },
    { name: 'Email', required: true },
    { name: 'JobTitle' },
    { name: 'Department' },
    { name: 'Division' },
    { name: 'ManagerEmail' },
    { name: 'Role' },
    { name: 'Active' },
  ],
  inventory: [
    { name: 'Event', required: true },
    { name: 'Venue', required: true },
    { name: 'EventDate', required: true },
    { name: 'EventTime' },
    { name: 'EventStatus' },
    { name: 'Section', required: true },
    { name: 'Row' },
    { name: 'SeatFrom' },
    { name: 'SeatThru' },
    { name: 'Quantity', required: true },
    { name: 'TicketCategory', required: true },
    { name: 'FaceValue' },
    { name: 'Currency' },
    { name: 'OrderedBy' },
    { name: 'UsageCategory' },
    { name: 'Notes' },
  ],
};
