import type { CombinedError } from '@urql/core';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import { missingFields, useForm } from '../ui/useForm.ts';
import type { SystemDetail } from './system.graphql.ts';
import type { LifecycleState, SystemClass, SystemProfile } from './useSystemTerms.ts';

export type SystemForm = ReturnType<typeof useSystemForm>;

const REQUIRED = ['code', 'name', 'lifecycleState'] as const;

/** The form of a system, a new one without `system`. */
export function useSystemForm(system: ResultOf<typeof SystemDetail> | undefined, error: Ref<CombinedError | undefined>) {
  const { t } = useI18n();
  const initial = () => valuesOf(system);
  const labels = () => ({
    code: t('informationSystem.code'),
    name: t('informationSystem.nameJa'),
    nameEn: t('informationSystem.nameEn'),
    description: t('informationSystem.description'),
    systemClass: t('informationSystem.classification'),
    profile: t('informationSystem.profile'),
    lifecycleState: t('informationSystem.state'),
    plannedOn: t('informationSystem.plannedOn'),
    operationStartsOn: t('informationSystem.operationStartsOn'),
    replacementOn: t('informationSystem.replacementOn'),
    retiresOn: t('informationSystem.retiresOn'),
    userIds: t('informationSystem.users'),
  });
  const optional = (Object.keys(initial()) as (keyof SystemValues)[]).filter(field => !REQUIRED.some(each => each === field));

  const form = useForm<SystemValues>(initial, typed => missingFields(typed, labels, label => t('ui.missing', { label }), optional), error);

  /** What the API takes for a new system as well as for a changed one. */
  function input() {
    const { code, name, lifecycleState, userIds, systemClass, profile, ...texts } = form.values;
    const given = Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, text || null])) as Record<
      keyof typeof texts,
      string | null
    >;
    return { code, name, lifecycleState, userIds, systemClass: systemClass || null, profile: profile || null, ...given };
  }
  return { ...form, labels, input };
}

/** The fields as they are typed; '' stands for what is not recorded. */
export type SystemValues = {
  code: string;
  name: string;
  nameEn: string;
  description: string;
  systemClass: SystemClass | '';
  profile: SystemProfile | '';
  lifecycleState: LifecycleState;
  plannedOn: string;
  operationStartsOn: string;
  replacementOn: string;
  retiresOn: string;
  userIds: string[];
};

export function valuesOf(system: ResultOf<typeof SystemDetail> | undefined): SystemValues {
  return {
    code: system?.code ?? '',
    name: system?.name ?? '',
    nameEn: system?.nameEn ?? '',
    description: system?.description ?? '',
    systemClass: system?.systemClass ?? '',
    profile: system?.profile ?? '',
    lifecycleState: system?.lifecycleState ?? 'IN_OPERATION',
    plannedOn: system?.plannedOn ?? '',
    operationStartsOn: system?.operationStartsOn ?? '',
    replacementOn: system?.replacementOn ?? '',
    retiresOn: system?.retiresOn ?? '',
    userIds: system?.users.map(user => user.id) ?? [],
  };
}
