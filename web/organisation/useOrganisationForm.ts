import type { CombinedError } from '@urql/core';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import { missingFields, useForm } from '../ui/useForm.ts';
import { wholeNumber } from '../ui/wholeNumber.ts';
import type { OrganisationDetail } from './organisation.graphql.ts';

export type OrganisationForm = ReturnType<typeof useOrganisationForm>;

/** The form of an organisation: a new one without `organisation`, else what may be changed without a renaming. */
export function useOrganisationForm(organisation: ResultOf<typeof OrganisationDetail> | undefined, error: Ref<CombinedError | undefined>) {
  const { t } = useI18n();

  const labels = () => ({
    corporateNumber: t('organisation.corporateNumber'),
    name: t('organisation.nameJa'),
    kana: t('organisation.kana'),
    shortName: t('organisation.shortName'),
    nameEn: t('organisation.nameEn'),
    protocolOrder: t('organisation.protocolOrder'),
    parentId: t('organisation.parent'),
    startsOn: t('organisation.startsOn'),
  });

  const form = useForm(
    () => valuesOf(organisation),
    typed => ({
      ...(wholeNumber(typed.protocolOrder) === null && { protocolOrder: t('organisation.protocolOrderFault') }),
      ...missingFields(typed, labels, label => t('ui.missing', { label }), ['parentId', 'startsOn']),
    }),
    error,
  );

  /** What the API takes for a new organisation as well as for a changed one. */
  const input = () => ({
    nameEn: form.values.nameEn,
    shortName: form.values.shortName,
    kana: form.values.kana,
    protocolOrder: wholeNumber(form.values.protocolOrder) ?? 0,
    parentId: form.values.parentId || null,
    startsOn: form.values.startsOn || null,
  });
  return { ...form, labels, input };
}

/** The fields as they are typed. */
export function valuesOf(organisation: ResultOf<typeof OrganisationDetail> | undefined) {
  return {
    corporateNumber: organisation?.corporateNumber ?? '',
    name: organisation?.name ?? '',
    kana: organisation?.kana ?? '',
    shortName: organisation?.shortName ?? '',
    nameEn: organisation?.nameEn ?? '',
    protocolOrder: organisation ? String(organisation.protocolOrder) : '',
    parentId: organisation?.parent?.id ?? '',
    startsOn: organisation?.startsOn ?? '',
  };
}
