import { In } from 'typeorm';
import { loadOne } from '../../platform/loader.ts';
import { Event } from './event.entity.ts';

export const eventById = loadOne<Event>(
  (tx, ids) => tx.manager.findBy(Event, { organizationId: tx.organizationId, id: In([...ids]) }),
  (event) => event.id,
);
