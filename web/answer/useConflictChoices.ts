import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue';
import type { ImportPreview } from '../file-import/useFileImport.ts';

/** A file that counts where files differ: for one feature, or for every one without a choice of its own. */
export interface Choice {
  code: string | null;
  fileId: string;
}
export type Conflict = ImportPreview['conflicts'][number];

/**
 * What a person chooses where files differ: one file for all features, and another one for single features.
 *
 * @param fileIds the files; a choice does not outlive a change of them
 */
export function useConflictChoices(conflicts: MaybeRefOrGetter<readonly Conflict[]>, fileIds: MaybeRefOrGetter<readonly string[]>) {
  const choices = ref<Choice[]>([]);
  watch(
    () => toValue(fileIds).join(),
    () => (choices.value = []),
  );

  const fileFor = (code: string | null) => choices.value.find(choice => choice.code === code)?.fileId;
  const forAll = computed(() => fileFor(null) ?? '');

  /** The file that stands for the chosen answer, the first of those that give it; null while none is chosen. */
  function chosenFor({ code, options }: Conflict): string | null {
    const fileId = fileFor(code) ?? fileFor(null);
    return options.find(({ sources }) => sources.some(source => source.fileId === fileId))?.sources[0]?.fileId ?? null;
  }

  function choose(code: string, fileId: string) {
    choices.value = [...choices.value.filter(choice => choice.code !== code), { code, fileId }];
  }

  /** One file for all features, whatever was chosen before; '' takes that back. */
  function chooseForAll(fileId: string) {
    choices.value = fileId ? [{ code: null, fileId }] : [];
  }

  const undecided = computed(() => toValue(conflicts).filter(conflict => !chosenFor(conflict)));
  return { choices, forAll, undecided, chosenFor, choose, chooseForAll };
}
