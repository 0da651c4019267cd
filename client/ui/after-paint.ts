/** Runs something once the screen shows what was done so far: a hand sees its own click before what follows from it. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
