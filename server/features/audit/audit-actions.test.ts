import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/project-root.ts';
import { startTestApp, type TestApp } from '../../test/test-app.ts';
import { AUDIT_ACTIONS, type AuditAction } from './audit-actions.ts';

/** What each mutation leaves in the audit trail. That it does is tested where the mutation is. */
const WRITES: Record<string, AuditAction[]> = {
  checkSingleSignOn: [],
  applyImport: [
    'import.apply_started',
    'import.applied',
    'event.updated',
    'order.corrected',
    'user.updated',
    'venue.updated',
  ],
  confirmBackfill: ['backfill.confirmed', 'order.created'],
  confirmGuestList: ['guestList.confirmed'],
  createApiToken: ['apiToken.created'],
  createBackfill: ['backfill.created'],
  createProxy: ['proxy.created'],
  createTicketCategory: ['ticketCategory.created'],
  createUsageCategory: ['usageCategory.created'],
  createUser: ['user.created', 'user.invited'],
  createVenue: ['venue.created'],
  discardBackfill: ['backfill.discarded'],
  discardImport: ['import.discarded'],
  endOtherSessions: ['user.sessionsEnded'],
  endProxy: ['proxy.ended'],
  endSession: ['user.sessionsEnded'],
  endUserSessions: ['user.sessionsEnded'],
  eraseContact: ['contact.erased', 'import.discarded'],
  eraseUser: ['user.erased', 'import.discarded'],
  inviteUser: ['user.invited'],
  reopenOrder: ['order.reopened'],
  requestPasswordReset: ['user.passwordResetRequested'],
  resendMail: ['mail.resent'],
  revokeApiToken: ['apiToken.revoked'],
  saveGuestList: ['guestList.saved', 'contact.created'],
  setLegalHold: ['contact.legalHoldChanged', 'user.legalHoldChanged'],
  setPassword: ['user.passwordSet', 'session.started'],
  signIn: ['session.started', 'session.refused'],
  signOut: ['session.ended'],
  unlinkSingleSignOn: ['user.singleSignOnUnlinked'],
  updateSingleSignOn: ['singleSignOn.updated'],
  submitGuestList: ['guestList.submitted'],
  updateBackfill: ['backfill.updated'],
  updateEvent: ['event.updated'],
  updateSettings: ['settings.updated'],
  updateTicketCategory: ['ticketCategory.updated'],
  updateUsageCategory: ['usageCategory.updated'],
  updateUser: ['user.updated'],
  updateVenue: ['venue.updated'],
};

/** Written by what is no mutation: commands, jobs, uploads and downloads. */
const ELSEWHERE: AuditAction[] = [
  'auditLog.exported',
  'demo.loaded',
  'demo.moved',
  'import.uploaded',
  'order.guestListAsked',
  'organization.created',
  'ticketGroup.repaired',
  'user.singleSignOnLinked',
];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('every mutation says what it leaves in the audit trail', () => {
  const mutations = Object.keys(app.schema.getMutationType()?.getFields() ?? {}).sort();
  expect(Object.keys(WRITES).sort()).toEqual(mutations);
  const writeNothing = Object.keys(WRITES).filter((mutation) => WRITES[mutation]?.length === 0);
  // It only asks the provider.
  expect(writeNothing).toEqual(['checkSingleSignOn']);
});

test('every action of the catalogue is written by something', () => {
  const written = new Set([...Object.values(WRITES).flat(), ...ELSEWHERE]);
  expect([...written].sort()).toEqual(Object.keys(AUDIT_ACTIONS).sort());
});

test('every action of the catalogue stands in the code of a feature, and none is left over', () => {
  const code = sources(join(projectRoot, 'server')).join('\n');
  const unused = Object.keys(AUDIT_ACTIONS).filter((action) => !code.includes(`'${action}'`));
  expect(unused).toEqual([]);
});

/** The text of every file of the server that is neither a test nor the catalogue. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    const isCode = entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts') && entry.name !== 'audit-actions.ts';
    return isCode ? [readFileSync(path, 'utf8')] : [];
  });
}
