import { connectionType } from '../../platform/connection.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';

export const HistoryConnection = connectionType(() => AuditEntry, 'History');
