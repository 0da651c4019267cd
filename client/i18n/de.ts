import { toCatalogue } from './catalogues.ts';

export const catalogue = toCatalogue(import.meta.glob('./de/*.json', { eager: true, import: 'default' }));
