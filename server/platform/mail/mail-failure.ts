/** Why a mail was not taken over. */
export interface MailFailure {
  /** In a sentence for an administrator. What the server said is left out but for its code: it may name the recipient. */
  message: string;
  /** Whether trying again cannot help: the server refuses this recipient or this mail for good. */
  isPermanent: boolean;
}

/** Explains what went wrong while a mail was handed over. */
export function explainMailFailure(error: unknown): MailFailure {
  const { code = 'UNKNOWN', responseCode, command } = error as SmtpError;
  const answered = typeof responseCode === 'number' ? ` (it answered ${responseCode})` : ` (${String(code)})`;
  const refused = typeof responseCode === 'number' && responseCode >= 500;
  if (code === 'EENVELOPE' && command === 'RCPT TO') {
    return { message: `The mail server refuses the recipient's address${answered}.`, isPermanent: refused };
  }
  if (code === 'EMESSAGE') return { message: `The mail server refuses the mail${answered}.`, isPermanent: refused };
  return { message: `${REASONS[String(code)] ?? 'The mail could not be handed over'}${answered}.`, isPermanent: false };
}

interface SmtpError {
  code?: unknown;
  responseCode?: unknown;
  command?: unknown;
}

const REASONS: Record<string, string> = {
  EAUTH: 'The mail server refuses the user or password of SMTP_URL',
  ECONNECTION: 'The connection to the mail server broke',
  EDNS: 'The host of SMTP_URL is not found',
  EENVELOPE: 'The mail server refuses the sender of MAIL_FROM or the recipient',
  EPROTOCOL: 'The mail server gave an answer that is not SMTP',
  ESOCKET: 'The mail server cannot be reached, or the connection to it broke',
  ETIMEDOUT: 'The mail server did not answer in time',
  ETLS: 'The connection to the mail server could not be encrypted',
};
