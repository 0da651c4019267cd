import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AFTER, type Connection, FIRST, readPage } from '../../platform/connection.ts';
import type { RequestContext } from '../../platform/context.ts';
import { decodeNodeId } from '../../platform/node-id.ts';
import { userById } from '../people/people.loaders.ts';
import { permissionTo, requireAbility } from '../people/permissions.ts';
import { User } from '../people/user.entity.ts';
import { Viewer } from '../people/viewer.types.ts';
import type { Letter } from './letter.ts';
import { letterFactsOf } from './letter-facts.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import { Mail } from './mail.entity.ts';
import { deadMailCount, MAIL_ORDER, mailsPage } from './mail.reads.ts';
import { MailConnection, MailFilter, ResendMailInput, ResendMailPayload } from './mails.types.ts';
import { resendMail } from './resend-mail.ts';
import { writeLetter } from './write-letter.ts';

const LINK =
  'The link of an invitation or password reset is hidden: it is only in the mail that was sent. Where no mail server is ' +
  'configured (status KEPT) it is shown as long as it works, because passing it on by hand is the only way then.';

@Resolver(() => Mail)
export class MailsResolver {
  @Query(() => MailConnection, { description: 'The outbox: mails of the organization, newest first. For Super Users.' })
  async mails(
    @Arg('filter', () => MailFilter, { nullable: true, description: 'What to list; absent means everything.' })
    filter: MailFilter | null | undefined,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null | undefined,
    @Ctx() ctx: RequestContext,
  ): Promise<Connection<Mail>> {
    requireAbility('administer', ctx);
    const page = readPage({ first, after }, MAIL_ORDER, 2);
    const { statuses, recipientId } = filter ?? {};
    const userId = recipientId ? decodeNodeId(recipientId, 'User', ctx.organizationId) : undefined;
    if (recipientId && !userId) return mailsPage(await ctx.read(), { statuses, recipientId: NOBODY }, page);
    return mailsPage(await ctx.read(), { statuses, recipientId: userId }, page);
  }

  @Mutation(() => ResendMailPayload, {
    description:
      'Queues a mail again that was given up (DEAD) or kept (KEPT), written from what is on file now. For Super Users.',
  })
  resendMail(
    @Arg('input', () => ResendMailInput) input: ResendMailInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ResendMailPayload> {
    requireAbility('administer', ctx);
    return resendMail(input, ctx);
  }

  @FieldResolver(() => User, { description: 'Whom it is for.' })
  recipient(@Root() mail: Mail, @Ctx() ctx: RequestContext): Promise<User> {
    return ctx.loadExisting(userById, mail.recipientId);
  }

  @FieldResolver(() => String, { description: 'Subject, written from what is on file now.' })
  async subject(@Root() mail: Mail, @Ctx() ctx: RequestContext): Promise<string> {
    return (await letterOf(mail, ctx)).subject;
  }

  @FieldResolver(() => String, {
    description: `The mail as a page of HTML, written from what is on file now; show it in a sandboxed frame. ${LINK}`,
  })
  async html(@Root() mail: Mail, @Ctx() ctx: RequestContext): Promise<string> {
    return letterHtml(await letterOf(mail, ctx));
  }

  @FieldResolver(() => String, {
    description: `The mail for readers without HTML, written from what is on file now. ${LINK}`,
  })
  async text(@Root() mail: Mail, @Ctx() ctx: RequestContext): Promise<string> {
    return letterText(await letterOf(mail, ctx));
  }
}

@Resolver(() => Viewer)
export class ViewerMailsResolver {
  @FieldResolver(() => Int, {
    description: 'How many mails were given up and wait for a Super User; 0 for everybody else.',
  })
  async deadMailCount(@Ctx() ctx: RequestContext): Promise<number> {
    return permissionTo('administer', ctx).allowed ? deadMailCount(await ctx.read()) : 0;
  }
}

/** An id that no user has: an unknown recipient has no mails. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

async function letterOf(mail: Mail, ctx: RequestContext): Promise<Letter> {
  const facts = await ctx.loadExisting(letterFactsOf, mail);
  const { token, tokenUntil } = mail.facts;
  const shown = mail.status === 'KEPT' && tokenUntil && new Date(tokenUntil) > ctx.now ? token : undefined;
  const letter = writeLetter(mail, facts, { origin: ctx.origin, onlyOpen: false, token: shown });
  if (!letter) throw new Error('A letter that shows everything has nothing to say.');
  return letter;
}
