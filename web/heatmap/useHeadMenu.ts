import { useI18n } from 'vue-i18n';
import type { PressedHead } from './grid/grid.ts';
import type { SurveyGrid } from './survey-grid.ts';
import type { SeenSurvey } from './survey-view.ts';

/** What the menu of a heading offers. */
export function useHeadMenu(shown: () => { grid: SurveyGrid; seen: SeenSurvey }) {
  const { t } = useI18n();

  function itemsOf({ kind, id }: PressedHead): { id: string; label: string }[] {
    const { seen } = shown();
    const moves = kind === 'row' ? (['first', 'up', 'down', 'last'] as const) : (['first', 'left', 'right', 'last'] as const);
    const column = kind === 'column' ? seen.columns.find(each => each.id === id) : undefined;
    return [
      ...(column?.parent ? [{ id: 'fold', label: t(column.part === 'aggregate' ? 'heatmap.menu.unfold' : 'heatmap.menu.fold') }] : []),
      ...moves.map(move => ({ id: move, label: t(`heatmap.menu.${kind === 'row' ? 'row' : 'column'}.${move}`) })),
      ...(kind === 'column' && seen.columns.length > 1 ? [{ id: 'hide', label: t('heatmap.menu.hide') }] : []),
    ];
  }

  return { itemsOf };
}
