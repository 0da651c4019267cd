import { connectionType } from '../../platform/connection.ts';
import { Contact } from './contact.entity.ts';
import { User } from './user.entity.ts';

export const UserConnection = connectionType(() => User, 'User');
export const ContactConnection = connectionType(() => Contact, 'Contact');
