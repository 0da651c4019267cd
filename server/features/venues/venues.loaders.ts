import { loadById } from '../../platform/rows-of.ts';
import { TicketLocation } from './ticket-location.entity.ts';
import { Venue } from './venue.entity.ts';

export const venueById = loadById(Venue);

export const ticketLocationById = loadById(TicketLocation);
