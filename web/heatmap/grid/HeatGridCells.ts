import { h } from 'vue';
import type { FunctionalComponent } from 'vue';
import type { GridCell } from './grid.ts';
import PartsBar from './PartsBar.vue';

/** A cell of a line as it is drawn, or a gap where columns are left out. */
export type DrawnCell = { id: string; gap: true } | DrawnGridCell;

interface DrawnGridCell extends Pick<GridCell, 'look' | 'sign' | 'parts' | 'fill'> {
  id: string;
  gap?: false;
  /** Place of the column. */
  place: number;
  /** Place among all columns of the table, from 1, where not all are drawn. */
  index: number | undefined;
  /** All that a screen reader says; undefined where the cell says it itself. */
  label: string | undefined;
  text: string;
  /** Whether the text is seen beside the sign. */
  seen: boolean;
}

/**
 * The cells of a line. Colour and sign come from the style sheet; the words stand in every cell for who does not see them.
 *
 * Made without a template: each cell is one element with its text, of which a large grid makes hundreds for each page that is scrolled.
 */
const HeatGridCells: FunctionalComponent<{ cells: readonly DrawnCell[] }> = ({ cells }) =>
  cells.map(cell => (cell.gap ? h('td', { key: cell.id, class: 'heatmap-gap', 'aria-hidden': 'true' }) : drawn(cell)));
HeatGridCells.props = ['cells'];

function drawn({ id, look, sign, parts, fill, place, index, label, text, seen }: DrawnGridCell) {
  const given = {
    key: id,
    class: `heatmap-cell ${look}`,
    'data-place': place,
    ...(sign !== undefined && { 'data-sign': sign }),
    // A bar says its words itself, with the signs between them, so a label would name it otherwise than it reads.
    ...(label !== undefined && { 'aria-label': label }),
    ...(index !== undefined && { 'aria-colindex': index }),
    ...(fill !== undefined && { style: { background: fill } }),
  };
  if (parts) return h('td', given, [h(PartsBar, { parts })]);
  return seen ? h('td', given, [h('span', text)]) : h('td', given, text);
}

export default HeatGridCells;
