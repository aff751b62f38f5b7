import { onScopeDispose, ref, watch } from 'vue';
import type { StoredAnswer } from './autosave-queue.ts';

/** What colleagues do is gathered for so long before it is said, so that they can work without being a noise. */
const QUIET_MS = 15_000;

/**
 * What a screen reader should say of colleagues, politely and seldom.
 *
 * @param names of those who are there
 * @param news answers that they have changed a moment ago, by feature
 * @param say puts it in words; takes the names of those who have changed something since it was last said
 */
export function useQuietVoice(names: () => string, news: () => ReadonlyMap<string, StoredAnswer>, say: (changedBy: string[]) => string) {
  const said = ref('');
  const told = new Set<string>();
  const untold = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch([names, () => [...news()].map(([featureId, { version }]) => `${featureId} ${version}`).join()], ([present], [before]) => {
    for (const [featureId, { version, answeredByName }] of news()) {
      if (told.has(`${featureId} ${version}`)) continue;
      told.add(`${featureId} ${version}`);
      untold.add(answeredByName);
    }
    // A mark that has faded is no news.
    if (present === before && !untold.size) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      said.value = say([...untold]);
      untold.clear();
    }, QUIET_MS);
  });
  onScopeDispose(() => clearTimeout(timer));

  return said;
}
