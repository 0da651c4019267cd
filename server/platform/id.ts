import { v7 } from 'uuid';

/** A new row id: made by the application, ordered by time, so that indexes grow at their end. */
export function newId(): string {
  return v7();
}
