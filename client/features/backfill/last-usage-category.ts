/** The usage category that was chosen last, in each organization: most backfills of a morning have the same. */
export function lastUsageCategory(organizationId: string): string | null {
  try {
    return localStorage.getItem(key(organizationId));
  } catch {
    return null;
  }
}

export function rememberUsageCategory(organizationId: string, usageCategoryId: string): void {
  try {
    localStorage.setItem(key(organizationId), usageCategoryId);
  } catch {
    // Storage is blocked: nothing is remembered.
  }
}

function key(organizationId: string): string {
  return `backfill:usageCategory.${organizationId}`;
}
