import { computed, nextTick, reactive, ref, shallowRef, useId, type Ref } from 'vue';
import { changedFields } from './changed-fields.ts';
import { useProblemText, type Problem } from './useProblemText.ts';

/** What a mutation answers: the thing as saved, or why not. */
export interface SaveAnswer<Thing> {
  saved: Thing | null | undefined;
  userErrors: readonly Problem[];
}

export type FieldErrors<Fields> = Partial<Record<keyof Fields & string, string>>;

export interface EditOptions<Thing, Fields extends object> {
  /** What is edited; null for something new. */
  thing: Thing | null;
  fieldsOf(thing: Thing | null): Fields;
  /** What is wrong with what was typed, found without the server. */
  check(fields: Fields): FieldErrors<Fields>;
  /** Saves over the version of `seen`; undefined when the request failed as a whole. */
  send(changed: Partial<Fields>, fields: Fields, seen: Thing | null): Promise<SaveAnswer<Thing> | undefined>;
  /** Reads the thing again after somebody else saved it. */
  lookAgain?(): Promise<Thing | null | undefined>;
}

/** What is typed into a form, what is wrong with it, and saving it without ever overwriting what somebody else saved. */
export function useEdit<Thing, Fields extends object>(options: EditOptions<Thing, Fields>) {
  const formId = useId();
  const problemText = useProblemText();
  /** What the server has: what the fields are compared with. It changes where somebody else saved first. */
  const seen = shallowRef(options.thing);
  const fields = reactive(options.fieldsOf(options.thing)) as Fields;
  const errors = ref({}) as Ref<FieldErrors<Fields>>;
  /** What is wrong with the whole rather than with a field. */
  const formError = ref('');
  /** Somebody else saved first; saving again replaces that. */
  const isConflict = ref(false);

  const start = computed(() => options.fieldsOf(seen.value));
  const changed = computed(() => changedFields(start.value, fields));
  const isChanged = computed(() => Object.keys(changed.value).length > 0);
  const idOf = (field: keyof Fields & string) => `${formId}-${field}`;

  /** The thing as saved; undefined when something is to be put right first. */
  async function save(): Promise<Thing | undefined> {
    formError.value = '';
    errors.value = options.check(fields);
    if (Object.keys(errors.value).length === 0) {
      const answer = await options.send(changed.value, fields, seen.value);
      if (!answer) return undefined;
      if (answer.userErrors.length === 0 && answer.saved) return settle(answer.saved);
      for (const problem of answer.userErrors) await show(problem);
    }
    await nextTick();
    focusFirstError();
    return undefined;
  }

  function settle(saved: Thing): Thing {
    seen.value = saved;
    isConflict.value = false;
    Object.assign(fields, options.fieldsOf(saved));
    return saved;
  }

  /** The thing changed, by another act on this page or by somebody else: what was typed stays, the rest follows. */
  function follow(thing: Thing): void {
    const typed = changed.value;
    seen.value = thing;
    Object.assign(fields, { ...options.fieldsOf(thing), ...typed });
  }

  async function show(problem: Problem): Promise<void> {
    if (problem.__typename === 'StaleVersion') return lookAgain();
    const field = problem.path?.[0];
    if (field !== undefined && field in fields) errors.value = { ...errors.value, [field]: problemText(problem) };
    else formError.value = problemText(problem);
  }

  async function lookAgain(): Promise<void> {
    const now = await options.lookAgain?.();
    if (now) follow(now);
    isConflict.value = true;
  }

  function takeTheirs(): void {
    Object.assign(fields, start.value);
    isConflict.value = false;
    errors.value = {};
  }

  function focusFirstError(): void {
    const first = Object.keys(fields).find((field) => field in errors.value);
    if (first) document.getElementById(idOf(first as keyof Fields & string))?.focus();
  }

  return { seen, start, fields, errors, formError, changed, isChanged, isConflict, idOf, save, follow, takeTheirs };
}
