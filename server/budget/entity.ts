import { Check, Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';

/** When the budget of a fiscal year must be requested, where it is not the usual day (F-056). */
@Entity({ tableName: 'request_calendar', ...wall() })
@Unique({ properties: ['tenantId', 'fiscalYear'] })
@Check({ name: 'request_calendar_days_check', expression: 'cutoff_on <= due_on' })
export class RequestCalendar extends VersionedEntity {
  @Property({ type: 'integer' })
  fiscalYear!: number;

  /** Day by which the request goes to the Minister of Finance. */
  @Property({ type: 'date' })
  dueOn!: string;

  /** Day by which the organisation's own budget office wants it; null when none was set. */
  @Property({ type: 'date', nullable: true })
  cutoffOn?: string | null;
}
