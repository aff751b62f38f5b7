import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { InformationSystem } from '../information-system/entity.ts';
import type { Text } from '../language.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { DateTime } from '../scalars.ts';
import { type FileThreshold, MonitoringFileFormat, MonitoringLineKind, NotTakenReason } from './line.ts';
import { ImportLineState, MappedBy } from './terms.ts';

/** What tools watch a ministry, and how, is nothing that a supplier of another system may read. */
const NO_SUPPLIER = 'select not acting_as_vendor()';

@ObjectType({
  description:
    'A file of monitoring items as it was imported for one system and one tool (監視項目の取込み, S-02, F-016, F-019). Kept with all its lines; the same file again is the same import.',
})
@Entity({
  tableName: 'monitoring_import',
  ...wall({
    narrowing: NO_SUPPLIER,
    granted: false,
    parents: { system_id: ['information_system', 'same tenant'], tool_id: ['monitoring_tool', 'same tenant'] },
  }),
})
@Unique({ properties: ['system', 'tool', 'digest'] })
export class MonitoringImport extends VersionedEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true })
  system!: Ref<InformationSystem>;

  @ManyToOne({ entity: () => MonitoringTool, ref: true, index: true })
  tool!: Ref<MonitoringTool>;

  @Field(() => String)
  @Property({ type: 'text' })
  fileName!: string;

  @Field(() => MonitoringFileFormat)
  @Enum({ items: () => Object.values(MonitoringFileFormat) })
  format!: MonitoringFileFormat;

  @Field(() => String, { nullable: true, description: 'Version of the format that the file names; null when it names none.' })
  @Property({ type: 'text', nullable: true })
  formatVersion?: string | null;

  /** Of all lines, by which the same file is known again. */
  @Property({ type: 'text' })
  digest!: string;

  @Field(() => [String], { description: 'Sheets or documents of the file in which nothing is watched, by name.' })
  @Property({ type: 'array', columnType: 'text[]' })
  passedOver!: string[];

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()' })
  importedAt!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  importedByName!: string;

  @Field(() => DateTime, { nullable: true, description: 'When somebody last decided on a line; null while nobody has.' })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last applied to the system (反映日時); null while it never was.' })
  @Property({ type: 'timestamptz', nullable: true })
  appliedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  appliedByName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who is told (エスカレーション先), as it was given when the import was applied.',
  })
  @Property({ type: 'text', nullable: true })
  escalationTarget?: string | null;
}

@ObjectType({ description: 'When a tool warns, as the file has it (しきい値の記載).' })
class ImportedThreshold implements FileThreshold {
  @Field(() => String, { description: 'Name of the trigger or rule.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'As the file writes it; null when it says none.' })
  severity!: string | null;

  @Field(() => String, { description: 'Macros are replaced by their values where the file defines them, save inside keys.' })
  expression!: string;

  @Field(() => String, { nullable: true, description: 'How long it must hold, as the file writes it.' })
  holdsFor!: string | null;

  @Field(() => Boolean)
  enabled!: boolean;
}

@ObjectType({ description: 'A line of an imported file: one thing that the tool watches, and what it is in the catalogue.' })
@Entity({
  tableName: 'monitoring_import_line',
  ...wall({
    narrowing: NO_SUPPLIER,
    granted: false,
    parents: {
      import_id: ['monitoring_import', 'same tenant'],
      item_id: ['monitoring_item', 'visible', { or: 'monitoring_import_line.item_id is null' }],
      suggested_item_id: ['monitoring_item', 'visible', { or: 'monitoring_import_line.suggested_item_id is null' }],
    },
  }),
})
@Unique({ properties: ['import', 'position'] })
@Index({ properties: ['import', 'state'] })
@Check({ name: 'monitoring_import_line_item_check', expression: `(state = 'MAPPED') = (item_id is not null)` })
@Check({ name: 'monitoring_import_line_suggestion_check', expression: `state <> 'SUGGESTED' or suggested_item_id is not null` })
@Check({
  name: 'monitoring_import_line_reason_check',
  expression: `(state = 'LEFT_OUT') = (reason is not null or not_taken is not null)`,
})
export class MonitoringImportLine extends TenantEntity {
  @ManyToOne({ entity: () => MonitoringImport, ref: true })
  import!: Ref<MonitoringImport>;

  @Field(() => Int, { description: 'Place among the lines of the file, from 1.' })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => Int, { description: 'Where it begins: the line of a text, the row of a spreadsheet, from 1.' })
  @Property({ type: 'integer' })
  line!: number;

  @Field(() => [String], { description: 'Names of what holds it, from the outside in: template, discovery rule; group; sheet.' })
  @Property({ type: 'array', columnType: 'text[]' })
  path!: string[];

  @Field(() => MonitoringLineKind)
  @Enum({ items: () => Object.values(MonitoringLineKind) })
  kind!: MonitoringLineKind;

  @Field(() => String, { description: 'The vendor’s own name for it (事業者の項目名).' })
  @Property({ type: 'text' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What the tool knows it by (ツールのキー).' })
  @Property({ type: 'text', nullable: true })
  key!: string | null;

  @Field(() => String, { nullable: true, description: 'As the file writes it (単位); null when it says none.' })
  @Property({ type: 'text', nullable: true })
  unit!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds from one look to the next (監視間隔); null when the file does not say, or says more than one number can.',
  })
  @Property({ type: 'integer', nullable: true })
  intervalSeconds!: number | null;

  @Field(() => String, { nullable: true, description: 'The interval as the file writes it.' })
  @Property({ type: 'text', nullable: true })
  intervalText!: string | null;

  @Field(() => [ImportedThreshold])
  @Property({ type: 'json' })
  thresholds!: FileThreshold[];

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  description!: string | null;

  @Field(() => Boolean, { description: 'False where the tool has it switched off (無効).' })
  @Property({ type: 'boolean' })
  enabled!: boolean;

  @Field(() => NotTakenReason, { nullable: true, description: 'Why it can be no item; null when it can.' })
  @Enum({ items: () => Object.values(NotTakenReason), nullable: true })
  notTaken!: NotTakenReason | null;

  @Field(() => ImportLineState)
  @Enum({ items: () => ImportLineState })
  state!: ImportLineState;

  @ManyToOne({ entity: () => MonitoringItem, ref: true, nullable: true, index: true })
  item!: Ref<MonitoringItem> | null;

  @Field(() => MappedBy, { nullable: true })
  @Enum({ items: () => MappedBy, nullable: true })
  mappedBy!: MappedBy | null;

  @ManyToOne({ entity: () => MonitoringItem, ref: true, nullable: true, index: true })
  suggestedItem!: Ref<MonitoringItem> | null;

  @Field(() => Int, { nullable: true, description: 'How like the suggested item it is, from 0 to 100.' })
  @Property({ type: 'integer', nullable: true })
  score!: number | null;

  @Property({ type: 'json', nullable: true })
  suggestionReason!: Text | null;

  @Field(() => String, { nullable: true, description: 'Why a person left it out (対象外の理由).' })
  @Property({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Who decided; null while nobody has.' })
  @Property({ type: 'text', nullable: true })
  decidedByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
}
