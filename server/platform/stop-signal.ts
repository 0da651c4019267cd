import { readFileSync } from 'node:fs';

/** Ctrl-C in a terminal arrives twice under npm: from the terminal, and once more passed on by npm. */
const echoMs = 1000;

/**
 * Resolves with the reason when the process is told to stop: SIGINT, SIGTERM, or the end of the npm that started it.
 * A second signal, a moment later, ends the process at once.
 */
export function toldToStop(): Promise<string> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: string) => {
      if (firstAt !== undefined && Date.now() - firstAt > echoMs) process.exit(130);
      firstAt ??= Date.now();
      resolve(signal);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    if (process.env.npm_lifecycle_event !== undefined) watchParents(() => resolve('npm is gone'));
  });
}

/** npm cannot pass on the signal that kills it, and the shell between it and us does not pass on any. */
function watchParents(onGone: () => void): void {
  const parents = parentsNow();
  const timer = setInterval(() => {
    if (parentsNow() === parents) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}

/** Who started us and, where that is easily known, who started them: orphans are given to another process. */
function parentsNow(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    const [, grandparent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${process.ppid} ${grandparent}`;
  } catch {
    return String(process.ppid);
  }
}
