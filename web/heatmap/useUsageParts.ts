import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { GLYPHS, LEVELS } from '../survey-round/level.ts';
import type { GridPart } from './grid/grid.ts';
import { percentages } from './tally.ts';

const PARTS = [...LEVELS, 'UNANSWERED'] as const;
const PAINTS = {
  FULLY_USED: 'var(--color-key-900)',
  USED_WITH_OTHER_MEANS: 'var(--color-key-300)',
  NOT_USED: 'var(--color-white)',
  UNANSWERED: 'var(--color-yellow-300)',
} as const;

/** The shares of the levels as parts of a bar, in the reader's language. */
export function useUsageParts() {
  const { t } = useI18n();

  /** Looked up once in a language, for a large grid names them thousands of times. */
  const names = computed(() => PARTS.map(look => t(`surveyRound.look.${look}`)));

  /**
   * @param counts how often each level was given, fullest use first
   * @param unanswered how often none was given, where that is known
   */
  function partsOf(counts: readonly number[], unanswered = 0): GridPart[] {
    const shares = percentages([...counts, unanswered]);
    return PARTS.map((look, index) => ({
      name: names.value[index]!,
      sign: GLYPHS[look],
      share: shares[index]!,
      paint: PAINTS[look],
      ...(look === 'UNANSWERED' && { loud: true }),
    }));
  }

  /** Parts in words, one after the other. */
  const wordsOf = (parts: readonly GridPart[]): string =>
    parts.map(({ name, share }) => `${name} ${t('heatmap.share', { n: share })}`).join(t('ui.listSeparator'));

  return { partsOf, wordsOf };
}
