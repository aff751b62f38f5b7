import { Migration } from '@mikro-orm/migrations';

/**
 * Why a coordinator gives a sheet back is the ministry's own, apart from why the runner returned it. Until now one column held
 * both. Of a sheet that stands returned the reason is the runner's; where it cannot be told apart, it is taken to be the
 * ministry's: the runner's own reason stays beside the submission.
 */
export class Migration20261127084500_sent_back_reason extends Migration {
  override up(): void {
    this.addSql(`alter table "answer_sheet" add "sent_back_reason" text null`);
    this.move(`sent_back_reason = returned_reason, returned_reason = null where state in ('IN_PROGRESS', 'HANDED_IN')`);
  }

  override down(): void {
    this.move(`returned_reason = sent_back_reason where sent_back_reason is not null`);
    this.addSql(`alter table "answer_sheet" drop column "sent_back_reason"`);
  }

  /** No policy opens a row to the owner, and nobody acts whom the record of changes could name. */
  private move(change: string): void {
    this.addSql(`alter table "answer_sheet" no force row level security`);
    this.addSql(`alter table "answer_sheet" disable trigger user`);
    this.addSql(`update "answer_sheet" set ${change}`);
    this.addSql(`alter table "answer_sheet" enable trigger user`);
    this.addSql(`alter table "answer_sheet" force row level security`);
  }
}
