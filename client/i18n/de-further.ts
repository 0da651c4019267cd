import { toMessages } from './catalogues.ts';

export const messages = toMessages(import.meta.glob('./de/*.json', { eager: true, import: 'default' }));
