import { computed, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFileImport } from '../file-import/useFileImport.ts';
import { LEVELS } from '../survey-round/level.ts';
import type { Level } from '../survey-round/level.ts';
import { AnswerImport } from './import.graphql.ts';

/**
 * The import of a file of answers, with what the person says the unknown values mean.
 *
 * @param target.organisationId the ministry whose answers they are; left out, the person's own
 */
export function useAnswerImport(target: { roundId: string; organisationId?: string }) {
  const { t } = useI18n();
  const mappings = ref<{ value: string; level: Level }[]>([]);
  const imports = useFileImport({
    query: AnswerImport,
    variables: () => ({ roundId: target.roundId, organisationId: target.organisationId ?? null, mappings: mappings.value }),
    previewOf: data => data.answerImport,
  });
  // Another file may mean something else by the same value.
  watch(imports.fileId, () => (mappings.value = []));

  const levels = computed(() => LEVELS.map(level => ({ value: level, label: t(`surveyRound.look.${level}`) })));

  /** Notes that the preview was carried out. */
  function finish() {
    const preview = imports.preview.value;
    if (!preview) return;
    const { newCount, changedCount, unchangedCount, blankCount, refusedCount } = preview;
    void imports.finish({ newCount, changedCount, unchangedCount, blankCount, refusedCount });
  }

  return { imports, mappings, levels, finish };
}
