import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import type { RequestCutoff } from './type.ts';

/** When the budget of a fiscal year must be requested, where it is not the usual day (F-056). */
@Entity({ tableName: 'request_calendar', ...wall() })
@Unique({ properties: ['tenantId', 'fiscalYear'] })
export class RequestCalendar extends VersionedEntity {
  @Property({ type: 'integer' })
  fiscalYear!: number;

  /** Day by which the request goes to the Minister of Finance. */
  @Property({ type: 'date' })
  dueOn!: string;

  /** Days before it on which the request passes from hand to hand within the organisation, earliest first. */
  @Property({ type: 'json' })
  cutoffs!: RequestCutoff[];
}
