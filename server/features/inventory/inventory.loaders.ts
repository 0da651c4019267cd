import { loadById } from '../../platform/rows-of.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { TicketGroup } from './ticket-group.entity.ts';
import { Ticket } from './ticket.entity.ts';
import { UsageCategory } from './usage-category.entity.ts';

export const ticketCategoryById = loadById(TicketCategory);

export const usageCategoryById = loadById(UsageCategory);

export const ticketGroupById = loadById(TicketGroup);

export const ticketById = loadById(Ticket);
