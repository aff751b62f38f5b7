import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** Names of what can be said of an item, for forms and lists alike. */
export function useEntryLabels() {
  const { t } = useI18n();
  return computed(() => ({
    state: t('monitoring.stateLabel'),
    reason: t('monitoring.reason'),
    monitoringToolId: t('monitoring.tool'),
    method: t('monitoring.method'),
    intervalSeconds: t('monitoring.intervalLabel'),
    thresholds: t('monitoring.thresholds'),
    vendorLabel: t('monitoring.vendorLabel'),
    toolKey: t('monitoring.toolKey'),
    escalationTarget: t('monitoring.escalationTarget'),
    automationLevel: t('monitoring.automationLabel'),
    notifyChannels: t('monitoring.channels'),
  }));
}
