import type { RequestContext } from '../../platform/context.ts';
import { organizationOf } from '../people/people.reads.ts';
import { singleSignOnOf } from '../single-sign-on/single-sign-on.reads.ts';
import { User } from '../people/user.entity.ts';
import { hashLinkToken, type PasswordLinkKind } from './password-link.rules.ts';

/** A link that works now, and whose it is. */
export interface OpenPasswordLink {
  id: string;
  kind: PasswordLinkKind;
  organizationId: string;
  organizationName: string;
  userId: string;
  email: string;
  expiresAt: Date;
}

/** The link behind a token, or undefined where there is none that works now. Whoever guesses is slowed down. */
export async function findPasswordLink(token: string, ctx: RequestContext): Promise<OpenPasswordLink | undefined> {
  const attempt = ctx.beginAttempt('PASSWORD_LINK');
  const [link] = await ctx.database.global<LinkRow>(
    `SELECT id, kind, organization_id, user_id, expires_at FROM password_links
     WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2`,
    [hashLinkToken(token), ctx.now],
  );
  if (!link) return undefined;
  attempt?.worked();
  return ctx.database.read(link.organization_id, async (tx) => {
    const user = await tx.manager.findOneBy(User, { organizationId: tx.organizationId, id: link.user_id });
    if (!user?.isActive || !(await singleSignOnOf(tx)).allowsPasswords) return undefined;
    return {
      id: link.id,
      kind: link.kind,
      organizationId: tx.organizationId,
      organizationName: (await organizationOf(tx)).name,
      userId: user.id,
      email: user.email,
      expiresAt: link.expires_at,
    };
  });
}

interface LinkRow {
  id: string;
  kind: PasswordLinkKind;
  organization_id: string;
  user_id: string;
  expires_at: Date;
}
