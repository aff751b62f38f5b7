import { Migration20261123000000_first_portal } from './Migration20261123000000_first_portal.ts';
import { Migration20261126233000_own_password } from './Migration20261126233000_own_password.ts';
import { Migration20261126234017_records } from './Migration20261126234017_records.ts';
import { Migration20261127001500_carry_over } from './Migration20261127001500_carry_over.ts';
import { Migration20261127003700_announce_changes } from './Migration20261127003700_announce_changes.ts';
import { Migration20261127005420_handovers } from './Migration20261127005420_handovers.ts';
import { Migration20261127010000_row_question_and_delegation } from './Migration20261127010000_row_question_and_delegation.ts';
import { Migration20261127082740_usage_logs } from './Migration20261127082740_usage_logs.ts';
import { Migration20261127084500_sent_back_reason } from './Migration20261127084500_sent_back_reason.ts';
import { Migration20261127090000_asked_by } from './Migration20261127090000_asked_by.ts';
import { Migration20261127091000_announce_delegations_and_questions } from './Migration20261127091000_announce_delegations_and_questions.ts';
import { Migration20261127091200_verdict_rules } from './Migration20261127091200_verdict_rules.ts';
import { Migration20261127092500_api_tokens } from './Migration20261127092500_api_tokens.ts';
import { Migration20261127093300_feature_decisions } from './Migration20261127093300_feature_decisions.ts';
import { Migration20261127094800_reminders } from './Migration20261127094800_reminders.ts';
import { Migration20261127095000_told_months } from './Migration20261127095000_told_months.ts';
import { Migration20261127095500_log_note } from './Migration20261127095500_log_note.ts';
import { Migration20261127130711_contracts } from './Migration20261127130711_contracts.ts';
import { Migration20261127134700_usage_log_months } from './Migration20261127134700_usage_log_months.ts';
import { Migration20261127135600_renewal_checklist } from './Migration20261127135600_renewal_checklist.ts';
import { Migration20261127135721_product_life_cycles } from './Migration20261127135721_product_life_cycles.ts';
import { Migration20261127142000_ledger_alerts } from './Migration20261127142000_ledger_alerts.ts';
import { Migration20261127143000_calendar_tokens } from './Migration20261127143000_calendar_tokens.ts';
import { Migration20261127200000_monitoring } from './Migration20261127200000_monitoring.ts';
import { Migration20261127233431_decisions_at_contract_ends } from './Migration20261127233431_decisions_at_contract_ends.ts';
import { Migration20261128003500_monitoring_imports } from './Migration20261128003500_monitoring_imports.ts';
import { Migration20261128041000_alert_acknowledgements } from './Migration20261128041000_alert_acknowledgements.ts';
import { Migration20261128050700_ledger_headings } from './Migration20261128050700_ledger_headings.ts';
import { Migration20261128053000_vendor_merges } from './Migration20261128053000_vendor_merges.ts';
import { Migration20261128060000_product_mappings_by_hand } from './Migration20261128060000_product_mappings_by_hand.ts';
import { Migration20261128094000_request_cutoffs } from './Migration20261128094000_request_cutoffs.ts';
import { Migration20261128095000_carry_over_items } from './Migration20261128095000_carry_over_items.ts';
import { Migration20261128101500_contract_kinds_and_bases } from './Migration20261128101500_contract_kinds_and_bases.ts';
import { Migration20261128103000_alert_rules } from './Migration20261128103000_alert_rules.ts';
import { Migration20261128104500_test_mails } from './Migration20261128104500_test_mails.ts';
import { Migration20261128110000_support_end_by } from './Migration20261128110000_support_end_by.ts';
import { Migration20261128111000_calendar_ends } from './Migration20261128111000_calendar_ends.ts';
import { Migration20261128113000_decisions_at_hardware_and_renewals } from './Migration20261128113000_decisions_at_hardware_and_renewals.ts';
import { Migration20261128123000_contract_cost_split } from './Migration20261128123000_contract_cost_split.ts';

/** In order of application; listed by hand, so that a forgotten file is seen in review. */
export const migrations = [
  Migration20261123000000_first_portal,
  Migration20261126233000_own_password,
  Migration20261126234017_records,
  Migration20261127001500_carry_over,
  Migration20261127003700_announce_changes,
  Migration20261127005420_handovers,
  Migration20261127010000_row_question_and_delegation,
  Migration20261127082740_usage_logs,
  Migration20261127084500_sent_back_reason,
  Migration20261127090000_asked_by,
  Migration20261127091000_announce_delegations_and_questions,
  Migration20261127091200_verdict_rules,
  Migration20261127092500_api_tokens,
  Migration20261127093300_feature_decisions,
  Migration20261127094800_reminders,
  Migration20261127095000_told_months,
  Migration20261127095500_log_note,
  Migration20261127130711_contracts,
  Migration20261127134700_usage_log_months,
  Migration20261127135600_renewal_checklist,
  Migration20261127135721_product_life_cycles,
  Migration20261127142000_ledger_alerts,
  Migration20261127143000_calendar_tokens,
  Migration20261127200000_monitoring,
  Migration20261127233431_decisions_at_contract_ends,
  Migration20261128003500_monitoring_imports,
  Migration20261128041000_alert_acknowledgements,
  Migration20261128050700_ledger_headings,
  Migration20261128053000_vendor_merges,
  Migration20261128060000_product_mappings_by_hand,
  Migration20261128094000_request_cutoffs,
  Migration20261128095000_carry_over_items,
  Migration20261128101500_contract_kinds_and_bases,
  Migration20261128103000_alert_rules,
  Migration20261128104500_test_mails,
  Migration20261128110000_support_end_by,
  Migration20261128111000_calendar_ends,
  Migration20261128113000_decisions_at_hardware_and_renewals,
  Migration20261128123000_contract_cost_split,
];

/** As the database records them. */
export const migrationNames = migrations.map(({ name }) => name);
