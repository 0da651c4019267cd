/** One thing that must hold in every organization, and what is wrong where it does not. */
export interface Check {
  /** A short name of what is wrong, for reports and tests. */
  name: string;
  /**
   * Finds what is wrong in organization $1. Columns: `id` of the row; `group_id`, the ticket group under whose lock it is put
   * right; `found` and `expected`, in words.
   */
  statement: string;
  /** What so many findings are, as the beginning of a sentence that goes on with an example. */
  says: { one: string; many: string };
  /** What a person does about what cannot be put right safely. */
  advice: string;
  /** Whether it can be worked out again from what is not derived. */
  isRepairable: boolean;
}
