import { InvalidInput, NameTaken, UnknownReference } from '../../platform/common-errors.ts';
import { asLoginRole } from '../../platform/database/as-login-role.ts';
import { sqlState } from '../../platform/database/sql-state.ts';
import type { WriteTransaction } from '../../platform/database/transaction.ts';
import { fold } from '../../platform/fold.ts';
import { newId } from '../../platform/id.ts';
import { type Actor, recordAudit } from '../audit/record-audit.ts';
import type { ApiScope } from '../people/scope.ts';
import { User } from '../people/user.entity.ts';
import { hashTokenSecret, newTokenSecret, startOf } from './token-secret.ts';

const DAY = 86_400_000;
export const LONGEST_TOKEN_DAYS = 366;
const LONGEST_NAME = 200;

export interface NewApiToken {
  name: string;
  scopes: readonly ApiScope[];
  expiresAt: Date;
  /** The user it acts as; undefined where the caller's id names none. */
  userId: string | undefined;
}

export type TokenProblem = InvalidInput | NameTaken | UnknownReference;

/** Creates a token and returns its id and its secret, of which only the hash is kept; or says all that keeps it from being created. */
export async function createApiToken(
  write: <T>(work: (tx: WriteTransaction) => Promise<T>) => Promise<T>,
  facts: NewApiToken,
  actor: Actor,
): Promise<{ id: string; secret: string } | TokenProblem[]> {
  const problems = factProblems(facts, actor.now);
  if (problems.length > 0) return problems;
  try {
    return await write((tx) => create(tx, facts, actor));
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
    return [
      new NameTaken(`Another token has the name "${facts.name.trim()}". Choose another name, or revoke that one.`, [
        'name',
      ]),
    ];
  }
}

const UNIQUE_VIOLATION = '23505';

async function create(
  tx: WriteTransaction,
  facts: NewApiToken,
  actor: Actor,
): Promise<{ id: string; secret: string } | TokenProblem[]> {
  const user = facts.userId ? await lockUser(tx, facts.userId) : null;
  if (!user) return [new UnknownReference('There is no user with this id.', ['userId'])];
  if (!user.isActive) return [new InvalidInput('A token acts as an active user. This one is inactive.', ['userId'])];
  const id = newId();
  const secret = newTokenSecret();
  const name = facts.name.trim();
  const scopes = [...new Set(facts.scopes)].sort();
  await asLoginRole(tx, () =>
    tx.execute(
      `INSERT INTO api_tokens (id, token_hash, organization_id, user_id, name, name_key, start, scopes, created_by_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        id,
        hashTokenSecret(secret),
        tx.organizationId,
        user.id,
        name,
        fold(name),
        startOf(secret),
        scopes,
        actor.actorId,
        actor.now,
        facts.expiresAt,
      ],
    ),
  );
  const after = { userId: user.id, scopes, expiresAt: facts.expiresAt };
  await recordAudit(tx, actor, [{ action: 'apiToken.created', subjectType: 'ApiToken', subjectId: id, after }]);
  return { id, secret };
}

/** Whoever deactivates the user waits, and then ends this token too. */
function lockUser(tx: WriteTransaction, id: string): Promise<User | null> {
  const where = { organizationId: tx.organizationId, id };
  return tx.manager.findOne(User, { where, lock: { mode: 'pessimistic_write' } });
}

function factProblems({ name, scopes, expiresAt }: NewApiToken, now: Date): InvalidInput[] {
  const problems: InvalidInput[] = [];
  if (name.trim() === '' || name.trim().length > LONGEST_NAME) {
    problems.push(new InvalidInput(`A name has 1 to ${LONGEST_NAME} characters and is not blank.`, ['name']));
  }
  if (scopes.length === 0) problems.push(new InvalidInput('A token needs at least one scope.', ['scopes']));
  const days = (expiresAt.getTime() - now.getTime()) / DAY;
  if (days <= 0 || days > LONGEST_TOKEN_DAYS) {
    const message = `A token ends within the next ${LONGEST_TOKEN_DAYS} days, and not in the past.`;
    problems.push(new InvalidInput(message, ['expiresAt']));
  }
  return problems;
}
