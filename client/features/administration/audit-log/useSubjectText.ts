import type { AuditSubjectFragment } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import { paths } from '../../../routes.ts';
import type { RouteLocationRaw } from 'vue-router';

/** What an entry is about, in words, and the page that shows it. */
export function useSubjectText() {
  const { t, te } = useText();

  function kindOf(subjectType: string): string {
    return te(`auditLog.subjects.${subjectType}`) ? t(`auditLog.subjects.${subjectType}`) : subjectType;
  }

  return {
    textOf(subjectType: string, subject: AuditSubjectFragment | null | undefined): string {
      const name = subject && nameOf(subject);
      return name ? `${kindOf(subjectType)} ${name}` : kindOf(subjectType);
    },
    pageOf(subject: AuditSubjectFragment | null | undefined): RouteLocationRaw | undefined {
      return subject ? pages[subject.__typename]?.(subject.id) : undefined;
    },
  };
}

function nameOf(subject: AuditSubjectFragment): string | undefined {
  if (subject.__typename === 'Order') return subject.number;
  return 'name' in subject ? subject.name : undefined;
}

const pages: Partial<Record<AuditSubjectFragment['__typename'], (id: string) => RouteLocationRaw>> = {
  Order: paths.order,
  Event: paths.event,
  User: paths.user,
  Venue: paths.venue,
  Import: paths.import,
  Mail: paths.mail,
};
