import { ref } from 'vue';

/** True once the user has gone from one page to another: the first page leaves the focus where the browser put it. */
let hasNavigated = false;

/** The name of the page that was reached last, for the live region of the layout. */
export const announcedTitle = ref('');

/** The router says that a page was reached. */
export function markArrival(title: string, isFirst: boolean): void {
  hasNavigated = !isFirst;
  announcedTitle.value = isFirst ? '' : title;
}

/** Moves the focus to the heading of a page that was navigated to, so that keyboard and screen reader start there. */
export function focusOnArrival(heading: HTMLElement | null): void {
  if (hasNavigated) heading?.focus({ preventScroll: true });
}
