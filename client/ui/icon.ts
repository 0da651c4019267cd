import { h, type FunctionalComponent, type VNode } from 'vue';

/** What the build takes of an icon from its collection. */
interface IconData {
  body: string;
  width: number;
  height: number;
}

interface IconProps {
  icon: string;
  width?: string | number;
  height?: string | number;
}

const icons = new Map<string, IconData>();
const shapes = new Map<string, Element[]>();

/**
 * Stands in for the library that the kit draws icons with (see vite.config.ts): all our icons come with the build, so there is nothing to
 * load, to keep or to turn around.
 */
export const Icon: FunctionalComponent<IconProps> = ({ icon, width = '1em', height = '1em' }) => {
  const name = keyOf(icon);
  const { width: columns = 0, height: rows = 0 } = icons.get(name) ?? {};
  const frame = { 'aria-hidden': true, role: 'img', width, height, viewBox: `0 0 ${columns} ${rows}` };
  return h('svg', frame, shapesOf(name).map(draw));
};
// The kit hands on more, which would become attributes if it were not named here.
Icon.props = ['icon', 'width', 'height', 'mode', 'customise', 'ssr'];

export function addIcon(name: string, data: IconData): void {
  icons.set(keyOf(name), data);
}

export function iconLoaded(name: string): boolean {
  return icons.has(keyOf(name));
}

/** The kit says "lucide-menu" where its collection says "lucide:menu". */
function keyOf(name: string): string {
  return name.replace(':', '-');
}

/** An icon is parsed once, however often it is drawn: hundreds of rows have one each. */
function shapesOf(name: string): Element[] {
  const known = shapes.get(name);
  if (known) return known;
  const markup = `<svg xmlns="http://www.w3.org/2000/svg">${icons.get(name)?.body ?? ''}</svg>`;
  const parsed = [...new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement.children];
  shapes.set(name, parsed);
  return parsed;
}

function draw(shape: Element): VNode {
  const attributes = Object.fromEntries([...shape.attributes].map(({ name, value }) => [name, value]));
  return h(shape.tagName, attributes, [...shape.children].map(draw));
}
