import { Migration } from '@mikro-orm/migrations';

/** One contract may be paid as both classes of cost: a part of its amount is 整備経費, and the rest 運用等経費 (F-065). */
export class Migration20261128123000_contract_cost_split extends Migration {
  override up(): void {
    this.addSql(`alter table "contract" add column "development_yen" bigint null`);
    this.classes(`'DEVELOPMENT', 'OPERATION', 'BOTH'`);
    this.addSql(
      `alter table "contract" add constraint "contract_development_check" check ((cost_class is not null and cost_class = 'BOTH') = (development_yen is not null) and (development_yen is null or amount_yen is not null and development_yen >= 0 and development_yen <= amount_yen))`,
    );
  }

  /** Refused while a contract is of both: nobody but a person can say which of them it should be of. */
  override down(): void {
    this.classes(`'DEVELOPMENT', 'OPERATION'`);
    this.addSql(`alter table "contract" drop constraint "contract_development_check"`);
    this.addSql(`alter table "contract" drop column "development_yen"`);
  }

  private classes(names: string): void {
    this.addSql(`alter table "contract" drop constraint "contract_cost_class_check"`);
    this.addSql(`alter table "contract" add constraint "contract_cost_class_check" check ("cost_class" in (${names}))`);
  }
}
