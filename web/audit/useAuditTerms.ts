import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** Kinds of rows whose changes are on record, as the API names them. */
const SUBJECTS = [
  'organisation',
  'organisation_name',
  'account',
  'membership',
  'reading_grant',
  'carry_over_item',
  'handover',
  'handover_item',
  'information_system',
  'attestation',
  'attestation_rule',
  'system_user',
  'system_contact',
  'feature',
  'usage_log_key',
  'usage_log_import',
  'api_token',
  'survey_round',
  'survey_feature',
  'survey_round_event',
  'answer_sheet',
  'answer',
  'submission',
  'alert_acknowledgement',
  'alert_rule',
  'reminder_rule',
  'reminder_request',
  'reminder_run',
] as const;

/** Words for what the record calls by its technical names; a name without a word stands as it is. */
export function useAuditTerms() {
  const { t, te } = useI18n();
  const subjectName = (subject: string) => (te(`audit.subject.${subject}`) ? t(`audit.subject.${subject}`) : subject);
  return {
    subjectName,
    subjectOptions: computed(() => SUBJECTS.map(value => ({ value, label: subjectName(value) }))),
    /** "updateAccount update" as words: what was done, and what became of the row. */
    actionName(action: string) {
      const [act = '', outcome = ''] = action.split(' ');
      const name = te(`audit.action.${act}`) ? t(`audit.action.${act}`) : act;
      return te(`audit.outcome.${outcome}`) ? t('audit.actionOn', { name, outcome: t(`audit.outcome.${outcome}`) }) : name;
    },
    /** Names of queries, separated by anything, as the words of what was read. */
    queryNames: (fields: string) =>
      (fields.match(/\w+/g) ?? []).map(field => (te(`audit.query.${field}`) ? t(`audit.query.${field}`) : field)),
    fieldName: (field: string) => (te(`audit.field.${field}`) ? t(`audit.field.${field}`) : field),
  };
}
