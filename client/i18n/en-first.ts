import { toMessages } from './catalogues.ts';

export const messages = toMessages(import.meta.glob('./en/first/*.json', { eager: true, import: 'default' }));
