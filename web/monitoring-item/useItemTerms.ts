import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

const SCOPES = ['COMMON', 'SYSTEM_SPECIFIC'] as const;
const ALIAS_KINDS = ['LABEL', 'KEY'] as const;
export type Scope = (typeof SCOPES)[number];
export type AliasKind = (typeof ALIAS_KINDS)[number];

/** The terms of the catalogue itself by their names. */
export function useItemTerms() {
  const { t } = useI18n();
  const scopeName = (value: Scope) => t(`monitoringItem.scope.${value}`);
  const aliasKindName = (value: AliasKind) => t(`monitoringItem.aliasKind.${value}`);
  return {
    scopeName,
    aliasKindName,
    scopeOptions: computed(() => SCOPES.map(value => ({ value, label: scopeName(value) }))),
    aliasKindOptions: computed(() => ALIAS_KINDS.map(value => ({ value, label: aliasKindName(value) }))),
  };
}
