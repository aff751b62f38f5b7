import { groupFeatures } from '../survey-round/feature-group.ts';
import type { GridFeature } from './survey-grid.ts';

/** A line of the table: the heading of a group, or a feature. `index` counts from 1 behind the head of the table. */
export type Line = { index: number } & ({ kind: 'major' | 'middle'; name: string } | { kind: 'feature'; feature: GridFeature });

/** Some lines of one 大分類 that are drawn together. */
export interface Block {
  key: string;
  lines: Line[];
}

/** Lines of a block: few enough to be drawn without a pause while one scrolls. */
const BLOCK_LINES = 8;

/** The lines of the table in blocks; none of them reaches over the border of a 大分類. */
export function blocksOf(features: readonly GridFeature[]): Block[] {
  let index = 0;
  return groupFeatures(features).flatMap(({ name, middles }) => {
    const lines: Line[] = [{ kind: 'major', name, index: ++index }];
    for (const middle of middles) {
      if (middle.name !== null) lines.push({ kind: 'middle', name: middle.name, index: ++index });
      for (const feature of middle.features) lines.push({ kind: 'feature', feature, index: ++index });
    }
    return chunks(lines).map((chunk, part) => ({ key: `${name}/${part}`, lines: chunk }));
  });
}

function chunks(lines: readonly Line[]): Line[][] {
  return Array.from({ length: Math.ceil(lines.length / BLOCK_LINES) }, (_, part) =>
    lines.slice(part * BLOCK_LINES, (part + 1) * BLOCK_LINES),
  );
}
