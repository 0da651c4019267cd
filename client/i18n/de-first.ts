import { toMessages } from './catalogues.ts';

export const messages = toMessages(import.meta.glob('./de/first/*.json', { eager: true, import: 'default' }));
