import { In } from 'typeorm';
import { loadOne } from '../../platform/loader.ts';
import { Contact } from './contact.entity.ts';
import { SystemProfile } from './system-profile.entity.ts';
import { User } from './user.entity.ts';

export const userById = loadOne<User>(
  (tx, ids) => tx.manager.findBy(User, { organizationId: tx.organizationId, id: In([...ids]) }),
  (user) => user.id,
);

export const contactById = loadOne<Contact>(
  (tx, ids) => tx.manager.findBy(Contact, { organizationId: tx.organizationId, id: In([...ids]) }),
  (contact) => contact.id,
);

export const systemProfileById = loadOne<SystemProfile>(
  (tx, ids) => tx.manager.findBy(SystemProfile, { organizationId: tx.organizationId, id: In([...ids]) }),
  (profile) => profile.id,
);
