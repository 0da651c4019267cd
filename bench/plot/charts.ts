/** Plain SVG: no library draws a few bars and lines better, and diffs stay readable. */
const COLORS = ['#0f766e', '#64748b', '#c2410c', '#4338ca', '#a16207', '#be185d'];
const WIDTH = 760;
const LEFT = 130;

export interface BarSet {
  name: string;
  bars: { label: string; value: number }[];
  /** Targets, as lines across the set. */
  marks?: { label: string; value: number }[];
}

/** Horizontal bars in sets, one color for each label. */
export function barChart(title: string, sets: BarSet[]): string {
  const labels = [...new Set(sets.flatMap(({ bars }) => bars.map(({ label }) => label)))];
  const most = Math.max(...sets.flatMap(({ bars, marks = [] }) => [...bars, ...marks].map(({ value }) => value)));
  const scale = (WIDTH - LEFT - 60) / most;
  let y = 70;
  const parts: string[] = [];
  for (const { name, bars, marks = [] } of sets) {
    parts.push(text(LEFT - 10, y + (bars.length * 16) / 2 + 4, name, 'end'));
    for (const { label, value } of bars) {
      const width = Math.max(1, value * scale).toFixed(1);
      parts.push(`<rect x="${LEFT}" y="${y}" width="${width}" height="13" fill="${colorOf(label, labels)}"/>`);
      parts.push(text(LEFT + value * scale + 6, y + 11, value.toFixed(2)));
      y += 16;
    }
    for (const { label, value } of marks) {
      const x = (LEFT + value * scale).toFixed(1);
      const dash = label === 'Must' ? '' : ' stroke-dasharray="4 3"';
      const top = y - bars.length * 16 - 3;
      parts.push(
        `<line x1="${x}" y1="${top}" x2="${x}" y2="${y}" stroke="#0f172a"${dash}><title>${label}</title></line>`,
      );
    }
    y += 12;
  }
  return picture(title, labels, parts, y + 10);
}

export interface Line {
  label: string;
  points: { x: string; value: number }[];
}

/** Lines over a few named places, on a logarithmic scale from 1 on. */
export function lineChart(title: string, lines: Line[]): string {
  const places = [...new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)))];
  const labels = lines.map(({ label }) => label);
  const decades = Math.ceil(
    Math.log10(Math.max(10, ...lines.flatMap(({ points }) => points.map(({ value }) => value)))),
  );
  const bottom = 370;
  const yOf = (value: number): number => bottom - (Math.log10(Math.max(1, value)) / decades) * 280;
  const xOf = (place: string): number =>
    LEFT + 40 + (places.indexOf(place) / Math.max(1, places.length - 1)) * (WIDTH - LEFT - 160);
  const parts = places.map((place) => text(xOf(place), bottom + 20, place, 'middle'));
  for (let decade = 0; decade <= decades; decade += 1) {
    const y = yOf(10 ** decade);
    parts.push(`<line x1="${LEFT}" y1="${y}" x2="${WIDTH - 20}" y2="${y}" stroke="#94a3b8" stroke-opacity="0.4"/>`);
    parts.push(text(LEFT - 10, y + 4, (10 ** decade).toLocaleString('en-US'), 'end'));
  }
  for (const { label, points } of lines) {
    const color = colorOf(label, labels);
    const path = points.map(({ x, value }) => `${xOf(x).toFixed(1)},${yOf(value).toFixed(1)}`).join(' ');
    parts.push(`<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>`);
    for (const { x, value } of points)
      parts.push(`<circle cx="${xOf(x).toFixed(1)}" cy="${yOf(value).toFixed(1)}" r="3" fill="${color}"/>`);
  }
  return picture(title, labels, parts, bottom + 40);
}

export interface TimeLine {
  label: string;
  /** By seconds. */
  points: { at: number; value: number }[];
}

/** Lines over time, from 0 on. */
export function timeChart(title: string, lines: TimeLine[], unit: string): string {
  const labels = lines.map(({ label }) => label);
  const all = lines.flatMap(({ points }) => points);
  const end = Math.max(1, ...all.map(({ at }) => at));
  const step = 10 ** Math.floor(Math.log10(Math.max(1, ...all.map(({ value }) => value))));
  const top = Math.ceil(Math.max(1, ...all.map(({ value }) => value)) / step) * step;
  const bottom = 370;
  const xOf = (at: number): number => LEFT + (at / end) * (WIDTH - LEFT - 40);
  const yOf = (value: number): number => bottom - (value / top) * 280;
  const parts: string[] = [];
  for (let value = 0; value <= top; value += step) {
    const y = yOf(value).toFixed(1);
    parts.push(`<line x1="${LEFT}" y1="${y}" x2="${WIDTH - 20}" y2="${y}" stroke="#94a3b8" stroke-opacity="0.4"/>`);
    parts.push(text(LEFT - 10, yOf(value) + 4, `${value} ${unit}`, 'end'));
  }
  for (const share of [0, 0.5, 1])
    parts.push(text(xOf(end * share), bottom + 20, `${Math.round(end * share)} s`, 'middle'));
  for (const { label, points } of lines) {
    const path = points.map(({ at, value }) => `${xOf(at).toFixed(1)},${yOf(value).toFixed(1)}`).join(' ');
    parts.push(`<polyline points="${path}" fill="none" stroke="${colorOf(label, labels)}" stroke-width="2"/>`);
  }
  return picture(title, labels, parts, bottom + 40);
}

function picture(title: string, labels: string[], parts: string[], height: number): string {
  const legend = labels.flatMap((label, index) => {
    const x = LEFT + index * 100;
    return [`<rect x="${x}" y="42" width="11" height="11" fill="${colorOf(label, labels)}"/>`, text(x + 16, 52, label)];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui, sans-serif" font-size="12" role="img">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="20" y="26" font-size="15" font-weight="600" fill="#0f172a">${title}</text>`,
    ...legend,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function text(x: number, y: number, words: string, anchor = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#334155">${words}</text>`;
}

function colorOf(label: string, labels: string[]): string {
  return COLORS[labels.indexOf(label) % COLORS.length] ?? '#334155';
}
