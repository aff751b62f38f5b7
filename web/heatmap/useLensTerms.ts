import { useI18n } from 'vue-i18n';
import { type SystemClass, type SystemProfile, useSystemTerms } from '../information-system/useSystemTerms.ts';
import type { Axis } from './lenses.ts';

/** What stands in the heading of the systems of one class or profile, in the reader's language; that it is unknown is said loudly. */
export function useLensTerms() {
  const { t } = useI18n();
  const { className, profileName } = useSystemTerms();

  function keyName(axis: Axis, key: string | null): string {
    if (key === null) return t('heatmap.lens.unknown', { axis: t(`heatmap.lens.axis.${axis}`) });
    return axis === 'CLASS' ? className(key as SystemClass) : profileName(key as SystemProfile);
  }
  return { keyName };
}
