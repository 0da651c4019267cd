import type { Column } from './recognize-columns.ts';

/** The columns of an inventory file: the ticket industry's point-of-sale format with its usual headings. */
export const INVENTORY_COLUMNS = [
  { name: 'Event', required: true, aliases: ['Event Name', 'EventTitle', 'Performer', 'Primary Performer'] },
  { name: 'Venue', required: true, aliases: ['Venue Name', 'Event Venue', 'Building', 'Facility'] },
  { name: 'EventDate', required: true, aliases: ['Date', 'Event Day', 'Date of Event'] },
  { name: 'EventTime', aliases: ['Time', 'Start Time', 'Event Start'] },
  { name: 'EventStatus', aliases: ['Status of Event'] },
  { name: 'Section', required: true, aliases: ['Sec', 'Section Name', 'Seat Section'] },
  { name: 'Row', aliases: ['Row Name', 'Seat Row'] },
  {
    name: 'SeatFrom',
    aliases: ['Seat Start', 'Start Seat', 'First Seat', 'Seats From', 'From Seat', 'Low Seat', 'Seat'],
  },
  {
    name: 'SeatThru',
    aliases: [
      'Seat End',
      'End Seat',
      'Last Seat',
      'Seats Thru',
      'Seats Through',
      'Seat Through',
      'Seat To',
      'Thru Seat',
      'High Seat',
    ],
  },
  {
    name: 'Quantity',
    required: true,
    aliases: ['Qty', 'Ticket Quantity', 'Ticket Count', 'Number of Tickets', 'Tickets', 'Count'],
  },
  { name: 'TicketCategory', required: true, aliases: ['Category', 'Ticket Type', 'Ticket Class', 'Inventory Type'] },
  { name: 'FaceValue', aliases: ['Face Price', 'Price', 'Cost', 'Unit Cost', 'Ticket Price', 'Ticket Cost', 'Face'] },
  { name: 'Currency', aliases: ['Currency Code', 'ISO Currency'] },
  { name: 'OrderedBy', aliases: ['Ordered By Email', 'User Email', 'Ordered For', 'Order Email'] },
  { name: 'UsageCategory', aliases: ['Usage', 'Usage Type', 'Reason for Use', 'Purpose', 'Business Purpose'] },
  { name: 'Notes', aliases: ['Note', 'Comment', 'Comments', 'Remarks'] },
] as const satisfies readonly Column<string>[];

export type InventoryColumn = (typeof INVENTORY_COLUMNS)[number]['name'];
