import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { ChecklistPointCode } from './template.ts';

export enum ChecklistResult {
  SETTLED = 'SETTLED',
  NOT_NEEDED = 'NOT_NEEDED',
}
registerEnumType(ChecklistResult, {
  name: 'ChecklistResult',
  description: 'What was found about a point of the checklist.',
  valuesConfig: {
    SETTLED: { description: 'The requirements say it (要件に記載済み).' },
    NOT_NEEDED: { description: 'This contract does not need it, for the reason in the note (対象外).' },
  },
});

/** What somebody found about one point of the checklist before a contract is renewed (S-20). */
@Entity({
  tableName: 'checklist_mark',
  ...wall({ narrowing: 'select not acting_as_vendor()', parents: { contract_id: ['contract', 'same tenant'] } }),
})
@Unique({ properties: ['contract', 'fiscalYear', 'code'] })
@Check({ name: 'checklist_mark_note_check', expression: `result is distinct from 'NOT_NEEDED' or note <> ''` })
export class ChecklistMark extends VersionedEntity {
  @ManyToOne({ entity: () => Contract, ref: true })
  contract!: Ref<Contract>;

  /** Fiscal year that the renewal falls in. */
  @Property({ type: 'integer' })
  fiscalYear!: number;

  @Enum({ items: () => ChecklistPointCode })
  code!: ChecklistPointCode;

  /** Null once the mark was taken back. */
  @Enum({ items: () => ChecklistResult, nullable: true })
  result?: ChecklistResult | null;

  @Property({ type: 'text' })
  note!: string;

  /** Edition of the points. */
  @Property({ type: 'text' })
  template!: string;

  @Property({ type: 'text' })
  markedByName!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  markedAt!: Opt<Date>;
}
