import type { EntityTarget } from 'typeorm';
import { AuditEntry } from './features/audit/audit-entry.entity.ts';
import { Assignment } from './features/backfills/assignment.entity.ts';
import { Backfill } from './features/backfills/backfill.entity.ts';
import { Event } from './features/events/event.entity.ts';
import { GuestListVersion } from './features/guest-lists/guest-list-version.entity.ts';
import { Guest } from './features/guest-lists/guest.entity.ts';
import { ImportFile } from './features/imports/import-file.entity.ts';
import { ImportRowError } from './features/imports/import-row-error.entity.ts';
import { Import } from './features/imports/import.entity.ts';
import { TicketCategory } from './features/inventory/ticket-category.entity.ts';
import { TicketGroup } from './features/inventory/ticket-group.entity.ts';
import { Ticket } from './features/inventory/ticket.entity.ts';
import { UsageCategory } from './features/inventory/usage-category.entity.ts';
import { Mail } from './features/mails/mail.entity.ts';
import { OrderTicket } from './features/orders/order-ticket.entity.ts';
import { Order } from './features/orders/order.entity.ts';
import { Contact } from './features/people/contact.entity.ts';
import { Organization } from './features/people/organization.entity.ts';
import { SystemProfile } from './features/people/system-profile.entity.ts';
import { User } from './features/people/user.entity.ts';
import { Proxy } from './features/proxies/proxy.entity.ts';
import { Settings } from './features/settings/settings.entity.ts';
import { SingleSignOn } from './features/single-sign-on/single-sign-on.entity.ts';
import { TicketLocation } from './features/venues/ticket-location.entity.ts';
import { Venue } from './features/venues/venue.entity.ts';

/** Every table that is mapped to a class. */
export const entities: EntityTarget<object>[] = [
  Assignment,
  AuditEntry,
  Backfill,
  Contact,
  Event,
  Guest,
  GuestListVersion,
  Import,
  ImportFile,
  ImportRowError,
  Mail,
  Order,
  OrderTicket,
  Organization,
  Proxy,
  Settings,
  SingleSignOn,
  SystemProfile,
  Ticket,
  TicketCategory,
  TicketGroup,
  TicketLocation,
  UsageCategory,
  User,
  Venue,
];
