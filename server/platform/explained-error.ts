/** A failure whose message alone says what is wrong and what would help: nobody needs to see where it was thrown. */
export class ExplainedError extends Error {}
