import type { GridPart } from './grid.ts';

/** Background that shows the parts side by side, each as wide as its share. */
export function paintOf(parts: readonly GridPart[]): string {
  let from = 0;
  const stops = parts.map(({ share, paint }, place) => {
    const to = place === parts.length - 1 ? 100 : from + share;
    const stop = `${paint} ${from}% ${to}%`;
    from = to;
    return stop;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
