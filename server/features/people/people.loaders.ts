import { loadById } from '../../platform/rows-of.ts';
import { Contact } from './contact.entity.ts';
import { SystemProfile } from './system-profile.entity.ts';
import { User } from './user.entity.ts';

export const userById = loadById(User);

export const contactById = loadById(Contact);

export const systemProfileById = loadById(SystemProfile);
