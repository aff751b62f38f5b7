import { Migration } from '@mikro-orm/migrations';

/** A person may say of a product which cycle a version is of, or that no list has it; and who brought in a snapshot is known. */
export class Migration20261128060000_product_mappings_by_hand extends Migration {
  override up(): void {
    this.addSql(
      `alter table "product_mapping" add column "cycles" jsonb not null default '{}', add column "not_listed" boolean not null default false`,
    );
    this.addSql(
      `alter table "product_mapping" add constraint "product_mapping_not_listed_check" check (not (not_listed and product_slug is not null))`,
    );
    // Of snapshots from before nobody knows it.
    this.addSql(`alter table "life_cycle_snapshot" add column "imported_by_name" text null`);
  }

  override down(): void {
    this.addSql(`alter table "life_cycle_snapshot" drop column "imported_by_name"`);
    this.addSql(`alter table "product_mapping" drop constraint "product_mapping_not_listed_check"`);
    this.addSql(`alter table "product_mapping" drop column "cycles", drop column "not_listed"`);
  }
}
