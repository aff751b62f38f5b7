import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { LOGINS } from '../database/wall.ts';

/** When a job of the portal last ran, whichever process ran it. It belongs to no organisation and holds nothing of any. */
@Entity({
  tableName: 'job_heartbeat',
  rowLevelSecurity: 'force',
  policies: [{ name: 'app_rows', roles: [LOGINS.app], using: 'true', check: 'true' }],
})
export class JobHeartbeat {
  @PrimaryKey({ type: 'text' })
  job!: string;

  /** When it last did all of its work. */
  @Property({ type: 'timestamptz', nullable: true })
  doneAt?: Date | null;

  /** When it last failed; null once it has done its work again. */
  @Property({ type: 'timestamptz', nullable: true })
  failedAt?: Date | null;

  /** What went wrong then, in one line. */
  @Property({ type: 'text', nullable: true })
  failure?: string | null;
}
