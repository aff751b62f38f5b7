import { Migration } from '@mikro-orm/migrations';

const MINE = `feature_decision.contract_id is null or exists (select from contract parent where parent.id = feature_decision.contract_id and parent.tenant_id = feature_decision.tenant_id)`;

/** Lets a decision wait for the end of a contract or of its licence, which it names (S-70). */
export class Migration20261127233431_decisions_at_contract_ends extends Migration {
  override up(): void {
    this.addSql(`alter table "feature_decision" add "contract_id" uuid null`);
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_contract_id_foreign" foreign key ("contract_id") references "contract" ("id") on delete restrict`,
    );
    this.addSql(`create index "feature_decision_contract_id_index" on "feature_decision" ("contract_id")`);
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_contract_check" check ((opportunity in ('CONTRACT_END', 'LICENCE_END')) = (contract_id is not null))`,
    );
    this.opportunities('NEXT_RENEWAL', 'CONTRACT_END', 'LICENCE_END', 'DAY');
    this.addSql(
      `create policy "parent_contract_id_insert" on "feature_decision" as restrictive for insert to "portal_app" with check (${MINE})`,
    );
    this.addSql(
      `create policy "parent_contract_id_update" on "feature_decision" as restrictive for update to "portal_app" using (true) with check (${MINE})`,
    );
    this.addSql('grant update (contract_id) on feature_decision to portal_app');
  }

  private opportunities(...kinds: string[]): void {
    this.addSql(`alter table "feature_decision" drop constraint "feature_decision_opportunity_check"`);
    this.addSql(
      `alter table "feature_decision" add constraint "feature_decision_opportunity_check" check ("opportunity" in (${kinds.map(kind => `'${kind}'`).join(', ')}))`,
    );
  }

  /** Refused while a decision waits for the end of a contract: nobody but a person can say what else it should wait for. */
  override down(): void {
    this.opportunities('NEXT_RENEWAL', 'DAY');
    this.addSql(`drop policy "parent_contract_id_insert" on "feature_decision"`);
    this.addSql(`drop policy "parent_contract_id_update" on "feature_decision"`);
    this.addSql(`alter table "feature_decision" drop column "contract_id"`);
  }
}
