import { Migration } from '@mikro-orm/migrations';

const AT_ENDS = ['CONTRACT_END', 'LICENCE_END'];
const among = (values: readonly string[]): string => `(${values.map(value => `'${value}'`).join(', ')})`;

/** Lets a decision wait for the replacement of hardware, and for the renewal of a contract (S-70). */
export class Migration20261128113000_decisions_at_hardware_and_renewals extends Migration {
  override up(): void {
    this.replace([...AT_ENDS, 'HARDWARE_REPLACEMENT', 'CONTRACT_RENEWAL']);
  }

  /** Refused while a decision waits for either: nobody but a person can say what else it should wait for. */
  override down(): void {
    this.replace(AT_ENDS);
  }

  private replace(ofContracts: readonly string[]): void {
    this.addSql(
      `alter table "feature_decision" drop constraint "feature_decision_opportunity_check", drop constraint "feature_decision_contract_check"`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_opportunity_check" check ("opportunity" in ${among(['NEXT_RENEWAL', ...ofContracts, 'DAY'])})`,
    );
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_contract_check" check ((opportunity in ${among(ofContracts)}) = (contract_id is not null))`,
    );
  }
}
