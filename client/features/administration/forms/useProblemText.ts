import { useText } from '../../../i18n/useText.ts';

/** One of a mutation's userErrors. */
export interface Problem {
  __typename: string;
  message: string;
  path: readonly string[] | null;
}

/** An expected failure in the user's language; the server's own words where they say more than we could. */
export function useProblemText(): (problem: Problem) => string {
  const { t, te } = useText();
  return (problem) => {
    const key = `administration.problems.${problem.__typename}`;
    return te(key) ? t(key) : problem.message;
  };
}
