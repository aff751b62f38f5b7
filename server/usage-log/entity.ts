import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { Feature } from '../feature/entity.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { DateTime } from '../scalars.ts';

@ObjectType({
  description:
    'A key under which a system’s log counts use (ログのキー, S-24), and the feature it stands for. A key that equals a feature code stands for that feature; any other is mapped once and for all.',
})
@Entity({
  tableName: 'usage_log_key',
  ...wall({
    // Whoever uses the system sees its own counts, and needs to know what they are counts of.
    readers: 'feature_id is not null and system_id = any (array(select id from information_system))',
    parents: {
      system_id: ['information_system', 'same tenant'],
      feature_id: ['feature', 'same tenant', { and: 'parent.system_id = usage_log_key.system_id', or: 'usage_log_key.feature_id is null' }],
    },
  }),
})
@Unique({ properties: ['system', 'key'] })
@Check({ name: 'usage_log_key_meaning_check', expression: 'feature_id is null or ignored_reason is null' })
export class UsageLogKey extends VersionedEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  @Field(() => String, { description: 'As the log writes it.' })
  @Property({ type: 'text' })
  key!: string;

  @ManyToOne({ entity: () => Feature, ref: true, nullable: true, index: true })
  feature?: Ref<Feature> | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the key stands for no feature (対象外の理由); null unless somebody has said so.',
  })
  @Property({ type: 'text', nullable: true })
  ignoredReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who said what the key stands for; null where it equals a feature code, or nobody has.',
  })
  @Property({ type: 'text', nullable: true })
  mappedByName?: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  mappedAt?: Date | null;
}

/**
 * How often one ministry used what one key stands for, by month of one fiscal year. Twelve months stand in one row, so that
 * ten million aggregates are less than a million rows; an import changes the months that it names and no other.
 */
@Entity({
  tableName: 'usage_log',
  ...wall({
    // A ministry sees its own use, beside the rows that it answers.
    readers: `organisation_id = ${ME}`,
    parents: { key_id: ['usage_log_key', 'same tenant'] },
  }),
})
@Check({ name: 'usage_log_months_check', expression: 'cardinality(counts) = 12 and cardinality(users) = 12' })
export class UsageLog {
  @ManyToOne({ entity: () => UsageLogKey, ref: true, primary: true })
  key!: Ref<UsageLogKey>;

  @ManyToOne({ entity: () => Organisation, ref: true, primary: true })
  organisation!: Ref<Organisation>;

  /** Named by the calendar year in which it begins on 1 April. */
  @Property({ type: 'integer', primary: true })
  fiscalYear!: number;

  @Property({ type: 'uuid', defaultRaw: 'current_tenant_id()', index: true })
  tenantId!: Opt<string>;

  /** Uses by month from April; null for a month of which no log has told, which is not zero. */
  @Property({ type: 'array', columnType: 'bigint[]' })
  counts!: (string | null)[];

  /** Different people by month from April; null where unknown. They cannot be added up over months. */
  @Property({ type: 'array', columnType: 'int[]' })
  users!: (number | null)[];
}

@ObjectType({
  description: 'One import of usage logs of a system (利用ログの取込み), by a person or a script. Says what became of every row.',
})
@Entity({
  tableName: 'usage_log_import',
  ...wall({
    parents: { system_id: ['information_system', 'same tenant'] },
  }),
})
export class UsageLogImport extends TenantEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  importedAt!: Opt<Date>;

  @Field(() => String, { description: 'Who imported, or the name of the API token with which a script did.' })
  @Property({ type: 'text' })
  importedByName!: string;

  @Field(() => String, { nullable: true, description: 'Name of the file; null when a script sent none.' })
  @Property({ type: 'text', nullable: true })
  fileName?: string | null;

  @Field(() => Int, { description: 'Rows read, headings and blank rows aside.' })
  @Property({ type: 'integer' })
  rowCount!: number;

  @Field(() => Int, { description: 'Months of a key and a ministry that were not known before (新規).' })
  @Property({ type: 'integer' })
  newCount!: number;

  @Field(() => Int, { description: 'Months that were corrected (訂正).' })
  @Property({ type: 'integer' })
  changedCount!: number;

  @Field(() => Int, { description: 'Months that were known as they are (変更なし).' })
  @Property({ type: 'integer' })
  unchangedCount!: number;

  @Field(() => Int, { description: 'Rows that were refused (取込み不可), each with its reason in the report.' })
  @Property({ type: 'integer' })
  refusedCount!: number;

  @Field(() => Int, { description: 'Rows among the accepted whose key stands for no feature yet (未対応のキー).' })
  @Property({ type: 'integer' })
  unmappedCount!: number;

  @Field(() => [String], {
    description: 'Months that the accepted rows tell of, YYYY-MM, earliest first. A month of which no import tells is unknown, not zero.',
  })
  @Property({ type: 'array', columnType: 'text[]' })
  months!: string[];
}

/**
 * A month of which the logs of a system tell, apart from the imports, whose files and people are the provider's own.
 */
@Entity({
  tableName: 'usage_log_month',
  ...wall({
    // Whoever sees its own uses must know of which months there are none to see.
    readers: 'system_id = any (array(select id from information_system))',
    parents: { system_id: ['information_system', 'same tenant'] },
  }),
})
export class UsageLogMonth {
  @ManyToOne({ entity: () => InformationSystem, ref: true, primary: true })
  system!: Ref<InformationSystem>;

  /** YYYY-MM. */
  @Property({ type: 'text', primary: true })
  month!: string;

  @Property({ type: 'uuid', defaultRaw: 'current_tenant_id()', index: true })
  tenantId!: Opt<string>;
}
