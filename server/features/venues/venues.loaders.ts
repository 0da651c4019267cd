import { In } from 'typeorm';
import { loadOne } from '../../platform/loader.ts';
import { TicketLocation } from './ticket-location.entity.ts';
import { Venue } from './venue.entity.ts';

export const venueById = loadOne<Venue>(
  (tx, ids) => tx.manager.findBy(Venue, { organizationId: tx.organizationId, id: In([...ids]) }),
  (venue) => venue.id,
);

export const ticketLocationById = loadOne<TicketLocation>(
  (tx, ids) => tx.manager.findBy(TicketLocation, { organizationId: tx.organizationId, id: In([...ids]) }),
  (location) => location.id,
);
