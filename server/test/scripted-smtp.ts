import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server does with one attempt to hand a mail over. */
export type SmtpBehavior =
  'take' | 'refuseForNow' | 'refuseForGood' | 'refuseContent' | 'hangUpAtStart' | 'hangUpBeforeAnswer' | 'takeSlowly';

export interface ScriptedSmtp {
  url: string;
  /** What was answered with 250, in order, as it came. */
  taken: string[];
  /** How many connections came. */
  attempts: number;
  /** Decides what happens to the next attempt. */
  behave: (attempt: number) => SmtpBehavior;
  close(): Promise<void>;
}

/** A mail server on loopback that does what a test tells it to. */
export async function startScriptedSmtp(
  behave: (attempt: number) => SmtpBehavior = () => 'take',
): Promise<ScriptedSmtp> {
  const behaviors = new Map<string, SmtpBehavior>();
  const behaviorOf = (session: SMTPServerSession): SmtpBehavior => behaviors.get(session.id) ?? 'take';
  const hangUp = (session: SMTPServerSession): void => {
    for (const connection of server.connections as unknown as Set<{ session: SMTPServerSession; _socket: Socket }>) {
      if (connection.session.id === session.id) connection._socket.destroy();
    }
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onConnect(session, done) {
      smtp.attempts += 1;
      behaviors.set(session.id, smtp.behave(smtp.attempts));
      if (behaviorOf(session) === 'hangUpAtStart') hangUp(session);
      else done();
    },
    onRcptTo({ address }, session, done) {
      if (behaviorOf(session) === 'refuseForNow') done(refusal(451, `${address}: try again later`));
      else if (behaviorOf(session) === 'refuseForGood') done(refusal(550, `${address}: no such user`));
      else done();
    },
    onData(stream, session, done) {
      text(stream).then((mail) => {
        const behavior = behaviorOf(session);
        if (behavior === 'refuseContent') return done(refusal(452, 'no space left'));
        if (behavior === 'hangUpBeforeAnswer') return hangUp(session);
        smtp.taken.push(mail);
        setTimeout(done, behavior === 'takeSlowly' ? 300 : 0);
      }, done);
    },
  });
  // Sockets that a test cuts are no errors.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const smtp: ScriptedSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    taken: [],
    attempts: 0,
    behave,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
  return smtp;
}

/** The Message-ID of a mail, without its domain: the id of its row. */
export function messageIdOf(mail: string): string {
  return /^Message-ID: <([^@]+)@/im.exec(mail)?.[1] ?? '';
}

/** A mail as its reader sees it. */
export function readMail(mail: string | undefined): Promise<ParsedMail> {
  return simpleParser(mail ?? '');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
