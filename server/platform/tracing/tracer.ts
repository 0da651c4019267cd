/** Facts of a step: names, kinds and numbers; never values of users. */
export type Facts = Record<string, string | number | boolean | undefined>;

/** Says what happens below what, for OpenTelemetry. Nothing is done, and nothing loaded, unless tracing is configured. */
export interface Tracer {
  /** Begins a step below the one that runs now, or below the trace of a `traceparent` from outside. */
  begin(name: string, options?: { kind?: StepKind; facts?: Facts; traceParent?: string }): Step;
  /** Begins the step of one SQL statement; only its first words, or its name, are told. */
  beginStatement(text: string, name?: string): Step;
  /** Hands over what is still kept. */
  close(): Promise<void>;
}

export type StepKind = 'SERVER' | 'CLIENT' | 'CONSUMER' | 'INTERNAL';

export interface Step {
  /** Runs work inside of the step: what it begins is below. */
  within<T>(work: () => T): T;
  tell(facts: Facts, name?: string): void;
  /** @param error what it failed with; only its kind and code are told */
  end(error?: unknown): void;
}

/** Runs work as a step of its own. */
export async function trace<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    const result = await step.within(work);
    step.end();
    return result;
  } catch (error) {
    step.end(error);
    throw error;
  }
}

const silentStep: Step = { within: (work) => work(), tell: () => undefined, end: () => undefined };

export const silentTracer: Tracer = {
  begin: () => silentStep,
  beginStatement: () => silentStep,
  close: async () => undefined,
};
