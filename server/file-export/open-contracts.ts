import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../contract/entity.ts';
import { openTitles } from '../contract/open-title.ts';
import { EndKind } from '../contract/terms.ts';
import { CONTRACT_WORDS, NO_END } from '../file-import/contract-columns.ts';
import type { Language } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { Product } from '../product/entity.ts';
import { wordOf } from './list.ts';
import { type ExportTable, say } from './table.ts';

/**
 * The own contracts as they may be published (F-092): who bought what kind of thing from whom, for how long and how much. Products,
 * releases, systems, dates of support, how much is used and what is planned are left out, and titles lose the names of products: what a
 * ministry runs invites attacks, and what it will request is not public before it is.
 */
export async function openContractList(em: EntityManager, ownId: string, language: Language): Promise<ExportTable> {
  const contracts = await em.find(Contract, { tenantId: ownId }, { populate: ['vendor'], orderBy: { number: 'asc' } });
  const owner = await em.findOneOrFail(Organisation, ownId);
  const products = await em.find(Product, {}, { fields: ['title'] });
  const titleOf = openTitles(
    [...contracts.flatMap(({ productName }) => productName ?? []), ...products.map(({ title }) => title)],
    language,
  );
  const unknown = say(language, '不明', 'Unknown');
  const rows = contracts.map(contract => {
    const vendor = contract.vendor?.unwrap() as { name: string; corporateNumber?: string | null } | undefined;
    const end = { [EndKind.UNKNOWN]: unknown, [EndKind.NONE]: say(language, NO_END[0], NO_END.at(-1)!), [EndKind.KNOWN]: contract.endsOn! };
    return [
      owner.corporateNumber,
      say(language, owner.name, owner.nameEn),
      contract.number,
      wordOf(CONTRACT_WORDS.kind, contract.kind, language),
      titleOf(contract.title),
      vendor?.name ?? unknown,
      vendor?.corporateNumber ?? null,
      contract.startsOn ?? unknown,
      end[contract.endKind],
      contract.amountYen ?? unknown,
      wordOf(CONTRACT_WORDS.amountBasis, contract.amountBasis, language),
      wordOf(CONTRACT_WORDS.costClass, contract.costClass, language) ?? unknown,
    ];
  });
  return {
    title: say(language, '契約一覧_公開用', 'Contracts_open_data'),
    columns:
      language === 'ja'
        ? [
            '府省法人番号',
            '府省名',
            '契約番号',
            '種別',
            '件名',
            '事業者',
            '事業者法人番号',
            '開始日',
            '終了日',
            '金額（円）',
            '金額区分',
            '経費区分',
          ]
        : [
            'Corporate number',
            'Ministry',
            'Number',
            'Kind',
            'Title',
            'Supplier',
            'Corporate number of the supplier',
            'First day',
            'Last day',
            'Amount (yen)',
            'Basis',
            'Class of cost',
          ],
    rows,
  };
}
