import { Migration } from '@mikro-orm/migrations';

/** Who uses a system sees which months its logs tell of, since a month without uses of its own may be one that nobody has told. */
export class Migration20261127095000_told_months extends Migration {
  override up(): void {
    this.wall('tenant_id = (select current_tenant_id()) or system_id = any (array(select id from information_system))');
  }

  override down(): void {
    this.wall('tenant_id = (select current_tenant_id())');
  }

  private wall(visible: string): void {
    this.addSql(`drop policy "wall_select" on "usage_log_import"`);
    this.addSql(`drop policy "wall_portfolio" on "usage_log_import"`);
    this.addSql(`create policy "wall_select" on "usage_log_import" as restrictive for select to "portal_app" using (${visible})`);
    this.addSql(
      `create policy "wall_portfolio" on "usage_log_import" as restrictive for select to "portal_portfolio" using (${visible} or tenant_id = any (array(select granted_tenant_ids())))`,
    );
  }
}
