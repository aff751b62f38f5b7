import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { MISSING_FIELDS, type MissingField } from './missing-fields.ts';

export const CONFIRMATION_STATES = ['NEVER', 'DUE', 'CONFIRMED'] as const;
export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];
export const OWNER_STATES = ['NONE', 'LEFT', 'IN_PLACE'] as const;
export type OwnerState = (typeof OWNER_STATES)[number];

/** What is unknown is louder than what is merely old. */
export const CONFIRMATION_TONES = { NEVER: 'danger', DUE: 'warning', CONFIRMED: 'success' } as const;
export const OWNER_TONES = { NONE: 'danger', LEFT: 'danger', IN_PLACE: 'success' } as const;

/** The terms of how well a record is kept, by their names. */
export function useRecordTerms() {
  const { t } = useI18n();
  const missingName = (field: MissingField) => t(`informationSystem.missingField.${field}`);
  const confirmationName = (state: ConfirmationState) => t(`informationSystem.confirmationState.${state}`);
  const ownerName = (state: OwnerState) => t(`informationSystem.ownerState.${state}`);
  const missingOptions = computed(() => MISSING_FIELDS.map(value => ({ value, label: missingName(value) })));
  return {
    missingName,
    confirmationName,
    ownerName,
    /** To look for: records that lack anything, or one field. */
    gapOptions: computed(() => [{ value: 'ANY', label: t('informationSystem.anythingMissing') }, ...missingOptions.value]),
    confirmationOptions: computed(() => CONFIRMATION_STATES.map(value => ({ value, label: confirmationName(value) }))),
    ownerOptions: computed(() => OWNER_STATES.map(value => ({ value, label: ownerName(value) }))),
  };
}

/** Whole per cent, rounded down: only a record without a gap is shown as 100. */
export const wholePercent = (ratio: number): number => Math.floor(ratio * 100 + 1e-9);
