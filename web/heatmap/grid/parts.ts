import type { GridPart } from './grid.ts';

/**
 * Background that shows the parts side by side, each as wide as its share. The last one, where it is loud, is hatched, so that
 * grey print shows it too.
 */
export function paintOf(parts: readonly GridPart[]): string {
  let from = 0;
  const stops = parts.map(({ share, paint }, place) => {
    const to = place === parts.length - 1 ? 100 : from + share;
    const stop = `${paint} ${from}% ${to}%`;
    from = to;
    return stop;
  });
  const bar = `linear-gradient(to right, ${stops.join(', ')})`;
  const last = parts.at(-1);
  if (!last?.loud || !last.share) return bar;
  const hatch = `repeating-linear-gradient(135deg, var(--color-orange-900) 0 1px, ${last.paint} 1px 4px)`;
  return `${hatch} right / ${last.share}% 100% no-repeat, ${bar}`;
}
