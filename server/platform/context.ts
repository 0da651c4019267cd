import type { Assumption, Send } from './callers.ts';
import type { Clock } from './clock.ts';
import type { Outside } from './http/outside.ts';
import type { SecretBox } from './secret-box.ts';
import type { Replica } from './database/replica.ts';
import type { Database, OpenRead, ReadTransaction, WriteOptions, WriteTransaction } from './database/transaction.ts';
import { newRequestRecord, type RequestRecord } from './http/request-record.ts';
import { type Known, type LoaderDefinition, Loaders } from './loader.ts';
import type { Attempt, AttemptKind, Attempts } from './rate-limits/attempts.ts';
import { RequestError } from './request-error.ts';

/** Who is signed in. Read once for each request; a change of role or a deactivation holds from the next request on. */
export interface SignedIn {
  by: Credential;
  organizationId: string;
  userId: string;
  role: string;
}

/** What let the request in: the session of a browser, or an API token, which may do only what its scopes name. */
export type Credential = { kind: 'SESSION'; id: string } | { kind: 'TOKEN'; id: string; scopes: readonly string[] };

/** How a request reads and changes the session cookie. */
export interface SessionCookie {
  set(token: string): void;
  clear(): void;
}

export interface RequestContextOptions {
  database: Database;
  clock: Clock;
  requestId: string;
  signedIn?: SignedIn;
  /** Present where `signedIn` is only assumed. */
  assumption?: Assumption;
  cookie: SessionCookie;
  /** Absent where no link is ever made. */
  origin?: string;
  /** What the browser calls itself. */
  userAgent?: string;
  /** What the log will say of the request; absent where nobody reads it. */
  record?: RequestRecord;
  /** Absent where no secret is ever kept. */
  secrets?: SecretBox | null;
  /** Absent where nobody outside is ever asked. */
  outside?: Outside;
  /** Where the request comes from; absent where nobody is slowed down. */
  from?: { address: string; attempts: Attempts };
  /** Absent where the primary answers everything. */
  replica?: Replica;
}

/**
 * Everything a resolver may use. Reads share one snapshot that is opened by the first of them; a write closes it first, so that
 * a request never holds two connections, and what is read afterwards sees the write. Apollo works on
 * a shallow copy of the context, so what changes is kept in one object that all copies share.
 */
export class RequestContext {
  readonly database: Database;
  readonly requestId: string;
  readonly cookie: SessionCookie;
  /** Where browsers reach the service, for links in mails: PUBLIC_URL, or where it listens. */
  readonly origin: string;
  readonly userAgent: string | undefined;
  /** Seals secrets that are kept; null where the deployment has no key for them. */
  readonly secrets: SecretBox | null;
  /** The instant of the request: "past", stamps and due dates of one request all mean the same moment. */
  readonly now: Date;
  readonly record: RequestRecord;
  private readonly outsideOrNot: Outside | undefined;
  private readonly shared: { signedIn?: SignedIn; open?: Promise<OpenRead>; isReport?: boolean; isOver?: boolean };
  /** The client's address, as TRUST_PROXY says. */
  readonly address: string;
  private readonly attempts: Attempts | undefined;
  private readonly replica: Replica | undefined;
  /** Present where it is only assumed who asks. */
  readonly assumption: Assumption | undefined;
  private readonly loaders = new Loaders(() => this.read());

  constructor(options: RequestContextOptions) {
    this.database = options.database;
    this.requestId = options.requestId;
    this.cookie = options.cookie;
    this.origin = options.origin ?? '';
    this.userAgent = options.userAgent;
    this.secrets = options.secrets ?? null;
    this.outsideOrNot = options.outside;
    this.now = options.clock.now();
    this.record = options.record ?? newRequestRecord();
    this.address = options.from?.address ?? '';
    this.attempts = options.from?.attempts;
    this.replica = options.replica;
    this.assumption = options.assumption;
    this.shared = { signedIn: options.signedIn };
  }

  /** False where the caller turns out to be another than who was assumed: then nothing of the answer may go out, and nothing be written. */
  async isCallerAsAssumed(): Promise<boolean> {
    return this.assumption?.holds() ?? true;
  }

  /** How other services are asked. */
  get outside(): Outside {
    if (!this.outsideOrNot) throw new Error('This context was made without a way outside.');
    return this.outsideOrNot;
  }

  /** Who is signed in, or undefined for a stranger. */
  get signedIn(): SignedIn | undefined {
    return this.shared.signedIn;
  }

  /** Who is signed in; a stranger gets UNAUTHENTICATED. */
  get viewer(): SignedIn {
    if (!this.shared.signedIn) throw new RequestError('UNAUTHENTICATED', 'Sign in first.');
    return this.shared.signedIn;
  }

  /** The organization of whoever is signed in. */
  get organizationId(): string {
    return this.viewer.organizationId;
  }

  /** Who acts, for the audit trail. */
  get actor(): { actorId: string; apiTokenId: string | null; requestId: string; now: Date } {
    const { userId, by } = this.viewer;
    return {
      actorId: userId,
      apiTokenId: by.kind === 'TOKEN' ? by.id : null,
      requestId: this.requestId,
      now: this.now,
    };
  }

  /** Counts something that can be guessed, or throws RATE_LIMITED to who guesses too often. `account`: the name that was typed. */
  beginAttempt(kind: AttemptKind, account?: string): Attempt | undefined {
    return this.attempts?.begin(kind, this.address, account);
  }

  /** Goes on as somebody else: signing in and out. */
  async become(signedIn: SignedIn | undefined): Promise<void> {
    await this.close();
    this.shared.signedIn = signedIn;
  }

  /** The request's snapshot of the viewer's organization. */
  async read(): Promise<ReadTransaction> {
    if (this.shared.isOver) throw new Error('The request was answered already.');
    this.shared.open ??= this.openRead();
    return (await this.shared.open).tx;
  }

  /** What is read from now on is a report: a replica may answer it, as long as that has all that was committed before. */
  readAsReport(): void {
    this.shared.isReport = true;
  }

  private async openRead(): Promise<OpenRead> {
    const { organizationId } = this;
    const { tally } = this.record;
    const report = this.shared.isReport ? await this.replica?.openRead(organizationId, { tally }) : undefined;
    const { assumption } = this;
    const before = assumption && ((send: Send) => void assumption.holds(send));
    return report ?? this.database.openRead(organizationId, { tally, isPipelined: true, before });
  }

  /** Writes in the viewer's organization: all or nothing. */
  async write<T>(work: (tx: WriteTransaction) => Promise<T>, options?: WriteOptions): Promise<T> {
    if (!(await this.isCallerAsAssumed())) throw new Error('The caller was assumed to be somebody else.');
    await this.close();
    return this.database.write(this.organizationId, work, { tally: this.record.tally, isPipelined: true, ...options });
  }

  /** One row by key, batched with the other fields of the request. */
  load<Key, Value>(definition: LoaderDefinition<Key, Value>, key: Key): Promise<Value | undefined> {
    return this.loaders.get(definition, key);
  }

  /** One row that must exist, because a foreign key says so. */
  async loadExisting<Key, Value>(definition: LoaderDefinition<Key, Value>, key: Key): Promise<Value> {
    const value = await this.load(definition, key);
    if (value === undefined) throw new Error('A row that a foreign key points to was not found.');
    return value;
  }

  /** Hands over values of this request's snapshot that a read brought along, so that `find` needs no statement for them. */
  know<Value>(definition: LoaderDefinition<string, Value>, known: Known<Value>): void {
    this.loaders.know(definition, known);
  }

  /** As `loadExisting`, but at once where the value is known already: thousands of promises make up most of a large page's time. */
  find<Value>(definition: LoaderDefinition<string, Value>, key: string): Value | Promise<Value> {
    return this.loaders.known(definition, key) ?? this.loadExisting(definition, key);
  }

  /** Gives the connection back; the next read opens a new snapshot. */
  async close(): Promise<void> {
    const open = this.shared.open;
    this.shared.open = undefined;
    this.loaders.clear();
    await (await open?.catch(() => undefined))?.close();
  }

  /**
   * Closes for good, before the answer goes out. Where one field fails, the answer does not wait for the others: what they still ask
   * would open a snapshot that nobody closes.
   */
  async end(): Promise<void> {
    this.shared.isOver = true;
    await this.close();
  }
}
