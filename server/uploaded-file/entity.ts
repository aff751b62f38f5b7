import type { Opt } from '@mikro-orm/core';
import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { TenantEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';

/** A file as somebody uploaded it, already read into cells, so that a dry run and the import see the same. */
@Entity({ tableName: 'uploaded_file', ...wall({ granted: false }) })
export class UploadedFile extends TenantEntity {
  @Property({ type: 'uuid', defaultRaw: 'current_account_id()', index: true })
  accountId!: Opt<string>;

  @Property({ type: 'text' })
  fileName!: string;

  @Property({ type: 'json' })
  content!: Spreadsheet;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  uploadedAt!: Opt<Date>;
}
