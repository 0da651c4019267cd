import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../../../apollo/useQuery.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { AuditFilterNodesDocument, AuditSubjectFragmentDoc, PersonPartsFragmentDoc } from '../../../gql/graphql.ts';
import { useText } from '../../../i18n/useText.ts';
import type { AuditLogSearch } from '../../../routes.ts';
import type { FilterChip } from '../../../ui/FilterChips.vue';
import type { Person } from '../../../ui/person.ts';
import { useFactText } from '../../history/useFactText.ts';
import { toPerson } from '../../people/useUserSearch.ts';
import { useSubjectText } from './useSubjectText.ts';

/** The filters of the log that are on, with the names of what the URL has ids of, and what it says without one of them. */
export function useAuditChips(search: ComputedRef<AuditLogSearch>) {
  const { t, shortDate } = useText();
  const { actionOf } = useFactText();
  const { textOf } = useSubjectText();
  const ids = computed(() => {
    const { person, behalf, subject } = search.value;
    return [...new Set([person, behalf, subject].filter((id) => id !== ''))];
  });
  const { data } = useQuery(AuditFilterNodesDocument, () => ({ ids: ids.value }));
  const found = (id: string) => data.value?.nodes.find((node) => node?.id === id);

  function personOf(id: string): Person | null {
    const node = found(id);
    return node?.__typename === 'User' ? toPerson(readFragment(PersonPartsFragmentDoc, node)) : null;
  }

  function subjectText(id: string): string {
    const node = found(id);
    return node ? textOf(node.__typename, readFragment(AuditSubjectFragmentDoc, node)) : t('auditLog.unknown');
  }

  const chips = computed<FilterChip[]>(() => {
    const { person, behalf, subject, from, to, action } = search.value;
    const nameOf = (id: string) => personOf(id)?.name ?? t('auditLog.unknown');
    return [
      ...(person ? [{ key: 'person', label: t('auditLog.chips.person', { name: nameOf(person) }) }] : []),
      ...(behalf ? [{ key: 'behalf', label: t('auditLog.chips.behalf', { name: nameOf(behalf) }) }] : []),
      ...(subject ? [{ key: 'subject', label: t('auditLog.chips.subject', { subject: subjectText(subject) }) }] : []),
      ...(from ? [{ key: 'from', label: t('auditLog.chips.from', { date: shortDate(from) }) }] : []),
      ...(to ? [{ key: 'to', label: t('auditLog.chips.to', { date: shortDate(to) }) }] : []),
      ...action.map((each) => ({ key: each, label: actionOf(each) })),
    ];
  });

  function without(key: string): Partial<AuditLogSearch> {
    if (key === 'person' || key === 'behalf' || key === 'subject') return { [key]: '' };
    if (key === 'from' || key === 'to') return { [key]: null };
    return { action: search.value.action.filter((action) => action !== key) };
  }

  return { chips, without, personOf };
}
