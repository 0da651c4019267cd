/**
 * Everything that leaves an audit entry, by the name of its action: what it says about what. A write with a new action is
 * entered here first; one that is no longer made stays, for the entries of then.
 */
export const AUDIT_ACTIONS = {
  'apiToken.created': ['ApiToken', 'An API token was created.'],
  'apiToken.revoked': ['ApiToken', 'An API token was revoked.'],
  'auditLog.exported': ['Organization', 'Somebody downloaded the audit log, or a part of it.'],
  'backfill.confirmed': ['Backfill', 'A backfill was confirmed and its orders were made.'],
  'backfill.created': ['Backfill', 'The draft of a backfill was begun.'],
  'backfill.discarded': ['Backfill', 'The draft of a backfill was thrown away.'],
  'backfill.updated': ['Backfill', 'The draft of a backfill was changed.'],
  'contact.created': ['Contact', 'A contact was written down with a guest list.'],
  'contact.erased': ['Contact', 'A contact was erased from everything that is kept.'],
  'contact.legalHoldChanged': ['Contact', 'A legal hold on a contact was set or lifted.'],
  'demo.loaded': ['Organization', 'The demo company was loaded.'],
  'demo.moved': ['Organization', 'The demo company was moved to today.'],
  'event.updated': ['Event', 'The time or status of an event was changed.'],
  'guestList.confirmed': ['Order', 'A guest list was confirmed.'],
  'guestList.saved': ['Order', 'A guest list was saved.'],
  'guestList.submitted': ['Order', 'A guest list was submitted.'],
  'import.applied': ['Import', 'An import was written.'],
  'import.apply_started': ['Import', 'Somebody asked for an import to be applied.'],
  'import.discarded': ['Import', 'An import was thrown away.'],
  'import.uploaded': ['Import', 'Files were uploaded for an import.'],
  'mail.resent': ['Mail', 'A mail was queued again.'],
  'order.corrected': ['Order', 'An import corrected an order.'],
  'order.created': ['Order', 'An order was made by a backfill.'],
  'order.guestListAsked': ['Order', 'The guest list of an order from before the event was asked for.'],
  'order.reopened': ['Order', 'A confirmed order was reopened.'],
  'organization.created': ['Organization', 'The organization was created.'],
  'proxy.created': ['Proxy', 'A proxy was appointed.'],
  'proxy.ended': ['Proxy', 'A proxy was ended.'],
  'session.ended': ['User', 'Somebody signed out.'],
  'session.refused': ['User', 'Somebody tried to sign in as this user and was refused.'],
  'session.started': ['User', 'Somebody signed in.'],
  'settings.updated': ['Settings', 'The settings of the organization were changed.'],
  'singleSignOn.updated': ['SingleSignOn', 'The settings of single sign-on were changed.'],
  'ticketCategory.created': ['TicketCategory', 'A ticket category was created.'],
  'ticketCategory.updated': ['TicketCategory', 'A ticket category was changed.'],
  'ticketGroup.repaired': ['TicketGroup', 'Counters, copies or states of a ticket group were worked out again.'],
  'usageCategory.created': ['UsageCategory', 'A usage category was created.'],
  'usageCategory.updated': ['UsageCategory', 'A usage category was changed.'],
  'user.created': ['User', 'A user was created.'],
  'user.erased': ['User', 'A user was erased from everything that is kept.'],
  'user.invited': ['User', 'A user was invited to set a password.'],
  'user.legalHoldChanged': ['User', 'A legal hold on a user was set or lifted.'],
  'user.passwordResetRequested': ['User', 'A link to set a new password was asked for.'],
  'user.passwordSet': ['User', 'The password of a user was set.'],
  'user.sessionsEnded': ['User', 'Sessions of a user were ended by the user or by a Super User.'],
  'user.singleSignOnLinked': ['User', 'A user signed in through the provider for the first time.'],
  'user.singleSignOnUnlinked': ['User', 'The link of a user to the provider was taken away.'],
  'user.updated': ['User', 'A user was changed.'],
  'venue.created': ['Venue', 'A venue was created.'],
  'venue.updated': ['Venue', 'A venue was changed.'],
} as const satisfies Record<`${string}.${string}`, readonly [subjectType: string, description: string]>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Whether the text names a known action. */
export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, text);
}
