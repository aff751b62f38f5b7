import { useI18n } from 'vue-i18n';
import { useFormat } from '../ui/useFormat.ts';
import { useSystemTerms, type LifecycleState, type SystemClass, type SystemProfile } from './useSystemTerms.ts';

/** A field that is not what it was when it was confirmed. */
export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** Labels and values of changed fields as the page of the system words them. */
export function useChangeTexts() {
  const { t } = useI18n();
  const { longDate } = useFormat();
  const { className, profileName, lifecycleName, contactKindName, contactKindOptions } = useSystemTerms();

  const labels: Record<string, () => string> = {
    code: () => t('informationSystem.code'),
    name: () => t('informationSystem.nameJa'),
    nameEn: () => t('informationSystem.nameEn'),
    description: () => t('informationSystem.description'),
    systemClass: () => t('informationSystem.classification'),
    profile: () => t('informationSystem.profile'),
    lifecycleState: () => t('informationSystem.state'),
    plannedOn: () => t('informationSystem.plannedOn'),
    operationStartsOn: () => t('informationSystem.operationStartsOn'),
    replacementOn: () => t('informationSystem.replacementOn'),
    retiresOn: () => t('informationSystem.retiresOn'),
    owner: () => t('informationSystem.owner'),
    users: () => t('informationSystem.users'),
    contacts: () => t('informationSystem.contacts'),
  };

  function valueText(field: string, value: string | null): string {
    if (value === null) return t('ui.unknown');
    if (field === 'systemClass') return className(value as SystemClass);
    if (field === 'profile') return profileName(value as SystemProfile);
    if (field === 'lifecycleState') return lifecycleName(value as LifecycleState);
    if (field.endsWith('On')) return longDate(value);
    if (field === 'users') return value.split('\n').join(t('ui.listSeparator'));
    if (field !== 'contacts') return value;
    // Each line begins with the kind of the contact as the API calls it.
    const kinds = new Map(contactKindOptions.value.map(({ value: kind }) => [kind as string, contactKindName(kind)]));
    return value
      .split('\n')
      .map(line => line.replace(/^\w+/, kind => kinds.get(kind) ?? kind))
      .join('\n');
  }
  return { fieldLabel: (field: string) => labels[field]?.() ?? field, valueText };
}
