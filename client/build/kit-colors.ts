import colors from 'tailwindcss/colors';
import type { Plugin } from 'vite';

const shades = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950] as const;
const id = 'virtual:kit-colors.css';

export type KitColors = Record<string, keyof typeof colors>;

/**
 * Writes what the kit's colors stand for into the style sheet. The kit's own plugin does it while the page runs, and brings a manager of
 * document heads and a table of every color there is for that.
 */
export function kitColors(chosen: KitColors): Plugin {
  return {
    name: 'kit-colors',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (loaded) => (loaded === `\0${id}` ? styleSheet(chosen) : undefined),
  };
}

function styleSheet(chosen: KitColors): string {
  const variables = Object.entries(chosen).flatMap(([role, color]) =>
    shades.map((shade) => `--ui-color-${role}-${shade}: ${valueOf(color, shade)};`),
  );
  return `@layer theme { :root, :host { ${variables.join(' ')} } }`;
}

function valueOf(color: keyof typeof colors, shade: (typeof shades)[number]): string {
  const scale: unknown = colors[color];
  if (typeof scale !== 'object' || scale === null) throw new Error(`${color} has no shades.`);
  return String((scale as Record<number, string>)[shade]);
}
