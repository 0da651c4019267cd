import { connectionType } from '../../platform/connection.ts';
import { TicketGroup } from './ticket-group.entity.ts';
import { Ticket } from './ticket.entity.ts';

export const TicketGroupConnection = connectionType(() => TicketGroup, 'TicketGroup');
export const TicketConnection = connectionType(() => Ticket, 'Ticket');
