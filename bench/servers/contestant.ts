import type { Dialect } from '../questions/question.ts';
import type { RunningServer } from './start-server.ts';

/** A server that takes part, with the words to ask it. */
export interface Contestant extends RunningServer {
  name: string;
  title: string;
  dialect: Dialect;
}

/** What every server is told: the database and whose tickets it is about. */
export interface Stage {
  url: string;
  ownerUrl: string;
  organization: Organization;
}

export interface Organization {
  id: string;
  /** A Ticket Manager who can sign in. */
  userId: string;
  email: string;
  slug: string;
}

/** Connections of each server to the database: the product's default for all. */
export const POOL_SIZE = '10';
