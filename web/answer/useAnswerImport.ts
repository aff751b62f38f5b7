import { computed, ref, shallowRef, watch, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFileImport } from '../file-import/useFileImport.ts';
import { LEVELS } from '../survey-round/level.ts';
import type { Level } from '../survey-round/level.ts';
import { AnswerImport } from './import.graphql.ts';
import { type Conflict, useConflictChoices } from './useConflictChoices.ts';

/**
 * The import of files of answers, with what the person says the unknown values mean and which file counts where they differ.
 *
 * @param target.organisationId the ministry whose answers they are; left out, the person's own
 */
export function useAnswerImport(target: { roundId: string; organisationId?: string }) {
  const { t } = useI18n();
  const mappings = ref<{ value: string; level: Level }[]>([]);
  const conflicts = shallowRef<readonly Conflict[]>([]);
  const fileIds = shallowRef<readonly string[]>([]);
  const decisions = useConflictChoices(conflicts, fileIds);
  const imports = useFileImport({
    query: AnswerImport,
    variables: fileIds => ({
      fileIds: [...fileIds],
      roundId: target.roundId,
      organisationId: target.organisationId ?? null,
      mappings: mappings.value,
      choices: decisions.choices.value,
    }),
    previewOf: data => data.answerImport,
  });
  watchEffect(() => (conflicts.value = imports.preview.value?.conflicts ?? []));
  watchEffect(() => (fileIds.value = imports.fileIds.value));
  // Another file may mean something else by the same value.
  watch(
    () => imports.fileIds.value.join(),
    () => (mappings.value = []),
  );
  /** Files of which something can be taken. */
  const takenIds = computed(() => {
    const files = imports.preview.value?.files ?? [];
    return imports.fileIds.value.filter(id => !files.some(({ fileId, refusal }) => fileId === id && refusal));
  });

  const levels = computed(() => LEVELS.map(level => ({ value: level, label: t(`surveyRound.look.${level}`) })));

  /** Notes that the preview was carried out. */
  function finish() {
    const preview = imports.preview.value;
    if (!preview) return;
    const { newCount, changedCount, unchangedCount, blankCount, refusedCount } = preview;
    void imports.finish({ newCount, changedCount, unchangedCount, blankCount, refusedCount });
  }

  return { imports, mappings, levels, decisions, takenIds, finish };
}
