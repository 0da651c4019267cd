import { onScopeDispose, shallowReactive } from 'vue';

/** Something that the command menu (Ctrl/Cmd+K) offers. */
export interface Command {
  label: string;
  icon: string;
  /** A key that does the same. */
  kbd?: string;
  run(): void;
}

const pageCommands = shallowReactive(new Set<() => readonly Command[]>());

/** The commands of the page that is open. */
export function listPageCommands(): Command[] {
  return [...pageCommands].flatMap((commands) => commands());
}

/** Offers commands for as long as the component lives; the function is read each time the menu opens. */
export function useCommands(commands: () => readonly Command[]): void {
  pageCommands.add(commands);
  onScopeDispose(() => pageCommands.delete(commands));
}
