import { expect } from '@jest/globals';
import { newId } from '../../platform/id.ts';
import type { ApiClient } from '../../test/api-client.ts';
import { asOwner } from '../../test/owner.ts';
import type { TestApp } from '../../test/test-app.ts';
import type { World } from '../../test/world.ts';

const ERRORS = 'userErrors { __typename ... on UserError { message path } }';
export const ERASE_CONTACT = `mutation ($input: EraseContactInput!) { eraseContact(input: $input) {
  contact { id name email company title isErased isOnLegalHold viewerCanErase { allowed reason } createdBy { name } } ${ERRORS} } }`;
const ERASE_USER = `mutation ($input: EraseUserInput!) { eraseUser(input: $input) {
  user { id name email jobTitle department division isErased isActive hasPassword viewerCanUpdate { allowed } } ${ERRORS} } }`;
const HOLD = `mutation ($input: SetLegalHoldInput!) { setLegalHold(input: $input) {
  contact { id isOnLegalHold } user { id isOnLegalHold } ${ERRORS} } }`;

/** A person whom no other test's rows name, in an organization of its own, and a Super User who may erase people. */
export class ErasureScene {
  static #count = 0;
  readonly world: World;
  readonly admin: ApiClient;
  readonly tag: string;
  readonly name: string;
  readonly email: string;
  readonly #app: TestApp;

  private constructor(app: TestApp, world: World, admin: ApiClient) {
    ErasureScene.#count += 1;
    this.#app = app;
    this.world = world;
    this.admin = admin;
    this.tag = `Quilla${ErasureScene.#count}`;
    this.name = `${this.tag} Removable`;
    this.email = `${this.tag.toLowerCase()}.removable@client.example.com`;
  }

  static async create(app: TestApp): Promise<ErasureScene> {
    const world = await app.world();
    return new ErasureScene(app, world, (await world.actor('SUPER_USER')).api);
  }

  async eraseContact(contact: { id: string }, reason = 'The person asked for it.', as = this.admin) {
    const input = { contactId: this.world.id('Contact', contact), reason };
    return (await as.ask(ERASE_CONTACT, { input })).eraseContact;
  }

  async eraseUser(user: { id: string }, reason = 'Left the company.') {
    return (await this.admin.ask(ERASE_USER, { input: { userId: this.world.id('User', user), reason } })).eraseUser;
  }

  async hold(type: 'Contact' | 'User' | 'Venue', row: { id: string }, isOnLegalHold: boolean, reason = 'A lawsuit.') {
    const input = { subjectId: this.world.id(type, row), isOnLegalHold, reason };
    return (await this.admin.ask(HOLD, { input })).setLegalHold;
  }

  /** Every table in which a text appears, in any column of any row of any organization, bytes included; by the owner. */
  async tablesWith(text: string): Promise<string[]> {
    return asOwner(this.#app, async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
         WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE' ORDER BY 1`,
      );
      expect(rows.length).toBeGreaterThan(30);
      const bytes = Buffer.from(text).toString('hex');
      const found: string[] = [];
      for (const { name } of rows) {
        const hits = await owner.query(
          `SELECT FROM ${name} t WHERE position(lower($1) IN lower(t::text)) > 0 OR position($2 IN t::text) > 0 LIMIT 1`,
          [text, bytes],
        );
        if (hits.rows.length > 0) found.push(name.replace('public.', ''));
      }
      return found;
    });
  }

  /** A waiting upload whose file names the person, and the row errors of another one that does too. */
  async uploadsNaming(text: string, status = 'READY'): Promise<string> {
    const [waiting, refused, file] = [newId(), newId(), newId()];
    await this.world.write(async (tx) => {
      const key = tx.organizationId;
      for (const [id, state] of [
        [waiting, status],
        [refused, 'INVALID'],
      ]) {
        await tx.execute(`INSERT INTO imports (organization_id, id, status, created_at) VALUES ($1, $2, $3, $4)`, [
          key,
          id,
          state,
          this.#app.clock.now(),
        ]);
      }
      await tx.execute(
        `INSERT INTO import_files (organization_id, id, import_id, kind, name, byte_count) VALUES ($1, $2, $3, 'EMPLOYEES', $4, 1)`,
        [key, file, waiting, `${text}.csv`],
      );
      await tx.execute(
        `INSERT INTO import_file_chunks (organization_id, import_file_id, position, content) VALUES ($1, $2, 0, $3)`,
        [key, file, Buffer.from(`FirstName,Email\n${text},${text}\n`)],
      );
      await tx.execute(
        `INSERT INTO import_row_errors (organization_id, id, import_id, position, file_kind, row_number, value, message)
         VALUES ($1, $2, $3, 0, 'EMPLOYEES', 2, $4, $5)`,
        [key, newId(), refused, text, `Did you mean ${text.toUpperCase()}?`],
      );
    });
    return waiting;
  }

  async audit(action: string): Promise<{ before: object; after: object; reason: string; subject_id: string }[]> {
    return this.world.write((tx) =>
      tx.rows('SELECT before, after, reason, subject_id FROM audit_entries WHERE action = $1 ORDER BY id', [action]),
    );
  }

  async countsOf(): Promise<object | undefined> {
    const rows = await this.world.write((tx) =>
      tx.rows<object>(
        `SELECT (SELECT count(*)::int FROM guests) AS guests, (SELECT count(*)::int FROM guest_list_versions) AS versions,
                (SELECT count(*)::int FROM contacts) AS contacts, (SELECT count(*)::int FROM orders) AS orders,
                (SELECT count(*)::int FROM guests WHERE attendee_status = 'ATTENDED') AS attended,
                (SELECT sum(face_value) FROM tickets) AS value`,
      ),
    );
    return rows[0];
  }
}

/** The kinds of errors, and where they are. */
export function errorsOf(payload: { userErrors: { __typename: string; path: string[] | null }[] }): unknown[] {
  return payload.userErrors.map(({ __typename, path }) => [__typename, path?.join('.') ?? null]);
}
