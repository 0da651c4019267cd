import type { MeasuredRequest } from './meter.ts';

/** A label has to stay one of a few, and operations are named by those who call them. */
const MOST_NAMES = 200;
const LONGEST_NAME = 64;

/**
 * What an operation is called in the metrics: for the signed-in its name, as long as there are not too many of them; for
 * strangers, who could use names up, the field they ask for, which is a word of the schema.
 */
export function operationLabels(most = MOST_NAMES): (request: MeasuredRequest) => string {
  const known = new Set<string>();
  return ({ operation, isStranger }) => {
    if (!operation?.rootField) return 'unknown';
    const { name } = operation;
    if (isStranger || name === undefined) return operation.rootField;
    if (known.has(name)) return name;
    if (known.size >= most || name.length > LONGEST_NAME) return 'other';
    known.add(name);
    return name;
  };
}
