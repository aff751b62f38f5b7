import { Migration } from '@mikro-orm/migrations';

const KINDS = ['LICENCE', 'SOFTWARE_MAINTENANCE', 'HARDWARE_MAINTENANCE', 'OPERATION', 'CLOUD'];
const BASES = ['PER_YEAR', 'TOTAL'];
const among = (column: string, values: readonly string[]): string =>
  `check ("${column}" in (${values.map(value => `'${value}'`).join(', ')}))`;

/** Ledgers hold development, leases, lines and other things as well, and prices of one unit beside those of all. */
export class Migration20261128101500_contract_kinds_and_bases extends Migration {
  override up(): void {
    this.replace([...KINDS, 'DEVELOPMENT', 'LEASE', 'NETWORK', 'OTHER'], [...BASES, 'UNIT_PER_YEAR', 'UNIT_TOTAL']);
    this.addSql(
      `alter table "contract" add constraint "contract_extended_amount_check" check (amount_basis in ('PER_YEAR', 'TOTAL') or amount_yen * quantity::numeric <= 9007199254740991)`,
    );
  }

  /** Fails while a contract has one of the kinds or bases: nothing else could be said of it. */
  override down(): void {
    this.addSql(`alter table "contract" drop constraint "contract_extended_amount_check"`);
    this.replace(KINDS, BASES);
  }

  private replace(kinds: readonly string[], bases: readonly string[]): void {
    this.addSql(`alter table "contract" drop constraint "contract_kind_check", drop constraint "contract_amount_basis_check"`);
    this.addSql(`alter table "contract" add constraint "contract_kind_check" ${among('kind', kinds)}`);
    this.addSql(`alter table "contract" add constraint "contract_amount_basis_check" ${among('amount_basis', bases)}`);
  }
}
