import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Problem } from './problem.ts';
import { uploadFile, type UploadedFile } from './upload.ts';

/** Sends the files that a person chose or dropped, one after another; one that is not taken leaves the others alone. */
export function useUploads(options: {
  /** Endings of the files that are taken, separated by commas. */
  accept: () => string;
  /** How many may come at once. */
  most: () => number;
  /** Called when every file has been taken. */
  uploaded: (files: UploadedFile[]) => void;
}) {
  const { t, locale } = useI18n();
  const busy = ref(false);
  const problems = shallowRef<Problem[]>([]);
  /** Files that were taken while others were not. */
  const taken = shallowRef<UploadedFile[]>([]);

  async function take(files: readonly File[]) {
    if (!files.length || busy.value) return;
    taken.value = [];
    const most = options.most();
    if (files.length > most) {
      problems.value = [{ message: most === 1 ? t('ui.upload.oneFile') : t('ui.upload.tooMany', { most }) }];
      return;
    }
    problems.value = [];
    busy.value = true;
    const results = [];
    for (const file of files) results.push(await send(file));
    busy.value = false;
    const sent = results.flatMap(result => ('uploaded' in result ? [result.uploaded] : []));
    problems.value = results.flatMap(result => ('problem' in result ? [result.problem] : []));
    if (!problems.value.length) options.uploaded(sent);
    else taken.value = sent;
  }

  async function send(file: File): Promise<{ uploaded: UploadedFile } | { problem: Problem }> {
    const accept = options.accept();
    if (!accept.split(',').some(ending => file.name.toLowerCase().endsWith(ending))) {
      return { problem: { message: t('ui.upload.wrongKind', { name: file.name }), remedy: t('ui.upload.kinds', { kinds: accept }) } };
    }
    const result = await uploadFile(file, locale.value);
    if (!('problem' in result) || options.most() === 1 || !result.problem.message) return result;
    return { problem: { ...result.problem, message: t('ui.upload.ofFile', { name: file.name, message: result.problem.message }) } };
  }

  return { busy, problems, taken, take };
}
