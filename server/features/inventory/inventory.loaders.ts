import { In } from 'typeorm';
import { loadOne } from '../../platform/loader.ts';
import { TicketCategory } from './ticket-category.entity.ts';
import { TicketGroup } from './ticket-group.entity.ts';
import { Ticket } from './ticket.entity.ts';
import { UsageCategory } from './usage-category.entity.ts';

export const ticketCategoryById = loadOne<TicketCategory>(
  (tx, ids) => tx.manager.findBy(TicketCategory, { organizationId: tx.organizationId, id: In([...ids]) }),
  (category) => category.id,
);

export const usageCategoryById = loadOne<UsageCategory>(
  (tx, ids) => tx.manager.findBy(UsageCategory, { organizationId: tx.organizationId, id: In([...ids]) }),
  (category) => category.id,
);

export const ticketGroupById = loadOne<TicketGroup>(
  (tx, ids) => tx.manager.findBy(TicketGroup, { organizationId: tx.organizationId, id: In([...ids]) }),
  (group) => group.id,
);

export const ticketById = loadOne<Ticket>(
  (tx, ids) => tx.manager.findBy(Ticket, { organizationId: tx.organizationId, id: In([...ids]) }),
  (ticket) => ticket.id,
);
