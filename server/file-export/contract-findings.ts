import type { EntityManager } from '@mikro-orm/postgresql';
import { contractFindings } from '../contract-advice/finding-query.ts';
import { ContractFindingKind } from '../contract-advice/finding-type.ts';
import { AdviceGap } from '../contract-advice/type.ts';
import type { Language, Text } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { type ExportTable, say } from './table.ts';

const KINDS: Record<ContractFindingKind, Text> = {
  [ContractFindingKind.EXCESS_USE]: { ja: '契約数量の超過', en: 'More used than paid for' },
  [ContractFindingKind.UNUSED_QUANTITY]: { ja: '使われていない数量', en: 'Paid for and not used' },
  [ContractFindingKind.FEW_CALLS]: { ja: '呼出しの少ない定期保守', en: 'Maintenance with few calls' },
  [ContractFindingKind.HARDLY_USED]: { ja: '機能がほとんど使われていないライセンス', en: 'Licence of hardly used features' },
  [ContractFindingKind.NOT_JUDGED]: { ja: '判断できない', en: 'Cannot be judged' },
};
const GAPS: Record<AdviceGap, Text> = {
  [AdviceGap.AMOUNT_UNKNOWN]: { ja: '年額が未登録', en: 'Amount a year unknown' },
  [AdviceGap.CALLS_UNKNOWN]: { ja: '呼出回数が未登録', en: 'Calls unknown' },
  [AdviceGap.QUANTITY_UNKNOWN]: { ja: '契約数量・使用数量が未登録', en: 'Quantities unknown' },
  [AdviceGap.USE_UNKNOWN]: { ja: '機能の利用状況が不明', en: 'Use of the features unknown' },
};

/** Contracts worth a look before they are renewed, as the page shows them by its address. */
export async function contractFindingTable(em: EntityManager, query: Query, language: Language): Promise<ExportTable> {
  const kind = chosen(query, 'kind', ContractFindingKind);
  const findings = await contractFindings(em, { kind, organisationId: chosenId(query, 'organisation'), asOf: today() });
  const organisations = new Map((await em.find(Organisation, {})).map(one => [one.id, one]));
  return {
    title: say(language, '見直し候補の契約', 'Contracts_worth_a_look'),
    columns: [
      say(language, '見直しの種類', 'Finding'),
      say(language, '契約番号', 'Contract number'),
      say(language, '件名', 'Title'),
      say(language, '府省', 'Ministry'),
      say(language, '終了日', 'Last day'),
      say(language, '対象となる年額（円）', 'Yen a year'),
      say(language, '契約数量', 'Quantity'),
      say(language, '使用数量', 'Used quantity'),
      say(language, '年間呼出回数', 'Calls a year'),
      say(language, '機能数', 'Features'),
      say(language, '廃止・縮小の候補', 'Candidates to retire or reduce'),
      say(language, '判定保留', 'Undecided'),
      say(language, '不足している値', 'What is missing'),
    ],
    rows: findings.map(({ contract, gap, featureCount, candidateCount, undecidedCount, ...finding }) => {
      const organisation = organisations.get(contract.tenantId)!;
      const asked = featureCount > 0;
      return [
        KINDS[finding.kind][language],
        contract.number,
        contract.title,
        say(language, organisation.name, organisation.nameEn || organisation.name),
        contract.endsOn ?? null,
        finding.yearlyYen,
        contract.quantity ?? null,
        contract.usedQuantity ?? null,
        finding.callCount,
        asked ? featureCount : null,
        asked ? candidateCount : null,
        asked ? undecidedCount : null,
        gap && GAPS[gap][language],
      ];
    }),
  };
}
