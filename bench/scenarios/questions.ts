import type { Question } from '../questions/question.ts';
import type { Landmarks } from './landmarks.ts';

const PAGE = 50;

/** A question that all servers are asked, and the product's growth is looked at with. */
export interface Read {
  name: string;
  title: string;
  question(landmarks: Landmarks): Question;
  /** Which page is asked for; the pages before it are walked first. */
  page?(landmarks: Landmarks): number;
}

export const READS: Read[] = [
  {
    name: 'event-view',
    title: `Event View, page 1: ${PAGE} events with their groups`,
    question: () => ({ about: 'events', first: PAGE }),
  },
  {
    name: 'deep-page',
    title: 'Event View, a deep page (200, or the last but few where there are less)',
    question: () => ({ about: 'events', first: PAGE }),
    page: ({ unusedEvents }) => Math.min(200, Math.floor((unusedEvents / PAGE) * 0.9)),
  },
  {
    name: 'filters',
    title: 'Event View, one ticket category and half a year',
    question: ({ categoryId, from, to }) => ({ about: 'events', first: PAGE, filter: { categoryId, from, to } }),
  },
  {
    name: 'search',
    title: 'Event View, text search "lanterns" with a category and a range',
    question: ({ categoryId, from, to }) => ({
      about: 'events',
      first: PAGE,
      filter: { categoryId, from, to, search: 'lanterns' },
    }),
  },
  {
    name: 'venue-view',
    title: 'Venue View: 25 venues, ten locations each, the last event of each location',
    question: () => ({ about: 'venues', first: 25 }),
  },
  { name: 'totals', title: 'exact totals, all fields', question: () => ({ about: 'totals' }) },
];
