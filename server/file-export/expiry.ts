import type { EntityManager } from '@mikro-orm/postgresql';
import { ContractKind } from '../contract/terms.ts';
import { expiryHeatmap } from '../expiry/query.ts';
import { ExpiryKind, ExpiryLens } from '../expiry/type.ts';
import type { Language, Text } from '../language.ts';
import { today } from '../scalars.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { type ExportTable, say } from './table.ts';

const KINDS: Record<ExpiryKind, Text> = {
  [ExpiryKind.CONTRACT_END]: { ja: '契約終了', en: 'Contract ends' },
  [ExpiryKind.LICENCE_END]: { ja: 'ライセンス終了', en: 'Licence ends' },
  [ExpiryKind.SUPPORT_END]: { ja: 'サポート終了', en: 'Support ends' },
  [ExpiryKind.PLANNED_STOP]: { ja: '利用停止予定', en: 'Planned stops' },
};
const COLUMN_WORDS: Record<string, Text> = {
  UNKNOWN: { ja: '不明', en: 'Unknown' },
  PASSED: { ja: '経過済み', en: 'Passed' },
  LATER: { ja: 'それ以降', en: 'Later' },
};

/** The heatmap of ends as a table: a row for each cell that holds a contract, so that a spreadsheet can sort and filter it. */
export async function expiryTable(em: EntityManager, query: Query, language: Language): Promise<ExportTable> {
  const lens = chosen(query, 'lens', ExpiryLens) ?? ExpiryLens.MINISTRY_MONTH;
  const kind = chosen(query, 'kind', ExpiryKind) ?? ExpiryKind.CONTRACT_END;
  const { columns, rows } = await expiryHeatmap(em, {
    lens,
    kind,
    asOf: today(),
    organisationId: chosenId(query, 'organisation'),
    contractKind: chosen(query, 'contractKind', ContractKind),
  });
  const byMonth = lens === ExpiryLens.MINISTRY_MONTH;
  const nameOf = ({ id, name, nameEn }: (typeof rows)[number]): string => {
    if (id === null) return say(language, '（システムの登録なし）', '(no system recorded)');
    return name === null ? say(language, '（閲覧できないシステム）', '(not yours to see)') : say(language, name, nameEn || name);
  };
  return {
    title: `${KINDS[kind][language]}${byMonth ? say(language, '_府省×月', '_ministry_by_month') : say(language, '_システム×四半期', '_system_by_quarter')}`,
    columns: [
      byMonth ? say(language, '府省', 'Ministry') : say(language, '情報システム', 'System'),
      byMonth
        ? say(language, '終了する月', 'Month of the end')
        : say(language, '終了する四半期の初日', 'First day of the quarter of the end'),
      say(language, '契約数', 'Contracts'),
      say(language, '平年度額（円）', 'Full year (yen)'),
      say(language, '金額不明の契約数', 'Contracts of unknown amount'),
    ],
    rows: rows.flatMap(row =>
      columns.flatMap((column, place) =>
        row.counts[place]
          ? [
              [
                nameOf(row),
                COLUMN_WORDS[column]?.[language] ?? (byMonth ? column.slice(0, 7) : column),
                row.counts[place],
                // A sum of nothing that is known is no 0.
                row.counts[place] === row.unknownYenCounts[place] ? say(language, '不明', 'Unknown') : row.yen[place]!,
                row.unknownYenCounts[place]!,
              ],
            ]
          : [],
      ),
    ),
    frozenColumns: 1,
  };
}
