import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

const CLASSES = ['DIGITAL_AGENCY', 'JOINT_PROJECT', 'MINISTRY'] as const;
/** Types by the effect of a failure, the least first. */
const PROFILES = ['I', 'II', 'III', 'IV'] as const;
const LIFECYCLE_STATES = ['PLANNED', 'IN_OPERATION', 'BEING_REPLACED', 'RETIRED'] as const;
const CONTACT_KINDS = ['PJMO', 'OPERATING_DIVISION', 'COORDINATING_DIVISION', 'IT_DIVISION', 'SECURITY_OFFICER', 'VENDOR'] as const;

export type SystemClass = (typeof CLASSES)[number];
export type SystemProfile = (typeof PROFILES)[number];
export type LifecycleState = (typeof LIFECYCLE_STATES)[number];
/** What a list can be narrowed to, as the server takes it; null for everything. */
export const classAsked = (value: string) => (value as SystemClass | 'UNKNOWN' | '') || null;
export const profileAsked = (value: string) => (value as SystemProfile | 'UNKNOWN' | '') || null;
export type ContactKind = (typeof CONTACT_KINDS)[number];

/** The terms of the system ledger by their names; what is not recorded is called so. */
export function useSystemTerms() {
  const { t } = useI18n();
  const className = (value: SystemClass | null) => (value ? t(`informationSystem.class.${value}`) : t('ui.unknown'));
  const profileName = (value: SystemProfile | null) => (value ? t(`informationSystem.profileType.${value}`) : t('ui.unknown'));
  const lifecycleName = (value: LifecycleState) => t(`informationSystem.lifecycle.${value}`);
  const contactKindName = (value: ContactKind) => t(`informationSystem.contactKind.${value}`);
  const classOptions = computed(() => CLASSES.map(value => ({ value, label: className(value) })));
  const profileOptions = computed(() => PROFILES.map(value => ({ value, label: profileName(value) })));
  const unknown = computed(() => ({ value: 'UNKNOWN' as const, label: t('ui.unknown') }));
  return {
    className,
    profileName,
    lifecycleName,
    contactKindName,
    classOptions,
    profileOptions,
    /** To look for: what is not recorded is a choice like the others. */
    classSought: computed(() => [unknown.value, ...classOptions.value]),
    profileSought: computed(() => [unknown.value, ...profileOptions.value]),
    lifecycleOptions: computed(() => LIFECYCLE_STATES.map(value => ({ value, label: lifecycleName(value) }))),
    contactKindOptions: computed(() => CONTACT_KINDS.map(value => ({ value, label: contactKindName(value) }))),
  };
}

/** How loud a state is shown: what is about to go asks for attention. */
export const LIFECYCLE_TONES = { PLANNED: 'neutral', IN_OPERATION: 'success', BEING_REPLACED: 'warning', RETIRED: 'neutral' } as const;
