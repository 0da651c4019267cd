import { createTransport } from 'nodemailer';
import { silentTracer, trace, type Tracer } from '../tracing/tracer.ts';

export interface OutgoingMail {
  /** The part of the Message-ID before the @; the same for every attempt, so that a receiver knows a repeated mail. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  date: Date;
}

/** Hands mails over to a mail server. `send` resolves once the server has taken the mail over (250). */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

export interface MailerOptions {
  smtpUrl: string;
  from: string;
  /** Longest silence of the server before it is given up, in ms. */
  silence?: number;
  tracer?: Tracer;
}

/** One connection for each mail: nothing is queued or repeated here, so that each attempt is one that the database knows of. */
export function createMailer({ smtpUrl, from, silence = 30_000, tracer = silentTracer }: MailerOptions): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: Math.min(silence, 10_000),
    greetingTimeout: Math.min(silence, 10_000),
    dnsTimeout: Math.min(silence, 10_000),
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^\s<>@]+?)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, ...mail }) {
      const message = {
        ...mail,
        from,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      };
      await trace(tracer.begin('SMTP send', { kind: 'CLIENT' }), () => transport.sendMail(message));
    },
  };
}
