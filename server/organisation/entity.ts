import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { IS_OPERATOR, ME, wall } from '../database/wall.ts';
import { TenantEntity } from '../database/tenant-entity.ts';
import type { DayOrder } from '../day-order.ts';
import { CalendarDate } from '../scalars.ts';

@ObjectType({
  description:
    'A ministry or an agency below it (府省・外局): the tenant that systems, survey rounds and answers belong to. The directory is open to all who are signed in.',
})
@Entity({
  tableName: 'organisation',
  ...wall({
    tenant: 'id',
    // The directory is common knowledge; there is no secret in who exists.
    readers: 'true',
    // A ministry keeps the agencies directly below it; the operator of the portal keeps the whole directory.
    writers: `parent_id = ${ME} or ${IS_OPERATOR}`,
    signInReads: true,
  }),
})
export class Organisation {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  id!: Opt<string>;

  @Field(() => Int, { description: 'Grows with each change; a save names the version it started from.' })
  @Property({ type: 'integer', version: true, default: 1 })
  version!: Opt<number>;

  @Field(() => String, { description: 'Corporate number (法人番号), 13 digits, the first one a check digit. Never changes, never reused.' })
  @Property({ type: 'text' })
  @Unique()
  corporateNumber!: string;

  @Field(() => String, { description: 'Name in Japanese (府省名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'Name in English (英語名).' })
  @Property({ type: 'text' })
  nameEn!: string;

  @Field(() => String, { description: 'Short name in Japanese (略称), for narrow columns.' })
  @Property({ type: 'text' })
  shortName!: string;

  @Field(() => String, { description: 'Reading in hiragana (よみがな); empty when unknown.' })
  @Property({ type: 'text' })
  kana!: string;

  @Field(() => Int, { description: 'Protocol order (建制順). Not unique: an agency shares the number of its ministry.' })
  @Property({ type: 'integer' })
  protocolOrder!: number;

  @ManyToOne({ entity: () => Organisation, ref: true, nullable: true, index: true })
  parent?: Ref<Organisation> | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day of existence (設置日); null when unknown.' })
  @Property({ type: 'date', nullable: true })
  startsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day of existence (廃止日); null while it exists.' })
  @Property({ type: 'date', nullable: true })
  endsOn?: string | null;

  @ManyToOne({ entity: () => Organisation, ref: true, nullable: true, index: true })
  successor?: Ref<Organisation> | null;

  /** When the row was written; orders what shares a protocol order. The clock, not the transaction: a file goes in row by row. */
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()' })
  createdAt!: Opt<Date>;
}

@ObjectType({ description: 'A name that an organisation bore until a renaming (旧名称).' })
@Entity({
  tableName: 'organisation_name',
  ...wall({
    readers: 'true',
    writers: organisationWriters(),
    parents: { organisation_id: ['organisation', 'visible', { and: 'parent.id = organisation_name.tenant_id' }] },
  }),
})
@Index({ properties: ['organisation', 'validUntil'] })
export class OrganisationName extends TenantEntity {
  @ManyToOne({ entity: () => Organisation, ref: true, index: true })
  organisation!: Ref<Organisation>;

  @Field(() => String)
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  nameEn!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  shortName!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  kana!: string;

  @Field(() => CalendarDate, { description: 'Last day on which the name was in force.' })
  @Property({ type: 'date' })
  validUntil!: string;
}

/** Days of an organisation that come one after the other. */
export const ORGANISATION_DAYS: readonly DayOrder<'startsOn' | 'endsOn'>[] = [
  {
    earlier: 'startsOn',
    later: 'endsOn',
    names: {
      startsOn: { ja: '設置日', en: 'first day of the organisation' },
      endsOn: { ja: '廃止日', en: 'last day of the organisation' },
    },
  },
];

/** Whoever may write the organisation may write its former names. */
function organisationWriters(): string {
  return `tenant_id = any (array(select id from organisation where parent_id = ${ME})) or ${IS_OPERATOR}`;
}

/** The organisations that keep the whole directory. Written by the owner of the database alone, at set-up. */
@Entity({
  tableName: 'portal_operator',
  rowLevelSecurity: 'force',
  // Rights decide here: the logins may only read, and the owner writes at set-up.
  policies: [{ name: 'operator_rows', using: 'true', check: 'true' }],
})
export class PortalOperator {
  @PrimaryKey({ type: 'uuid' })
  organisationId!: string;
}
