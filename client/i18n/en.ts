import { toCatalogue } from './catalogues.ts';

export const catalogue = toCatalogue(import.meta.glob('./en/*.json', { eager: true, import: 'default' }));
