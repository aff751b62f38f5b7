import type { EntityManager } from '@mikro-orm/postgresql';
import { LEVEL_LABELS } from '../answer/level.ts';
import { SYSTEM_WORDS } from '../file-import/information-systems.ts';
import { PortfolioAxis, type PortfolioFilter } from '../heatmap/input.ts';
import { portfolioGrid, portfolioLines } from '../heatmap/portfolio-query.ts';
import type { SystemClass, SystemProfile } from '../information-system/entity.ts';
import { ClassSought, ProfileSought } from '../information-system/input.ts';
import type { Language } from '../language.ts';
import { chosen, chosenId, type Query } from './address.ts';
import { type ExportTable, say } from './table.ts';

/**
 * The use of a fiscal year as a table, by what the address asks for: `by` names an axis, else it is system × ministry; `class`,
 * `profile`, `ministry` and `system` narrow it.
 *
 * @throws NotFoundError when the address names what there cannot be
 */
export async function portfolioExport(em: EntityManager, fiscalYear: number, query: Query, language: Language): Promise<ExportTable> {
  const filter: PortfolioFilter = {
    systemClass: chosen(query, 'class', ClassSought),
    profile: chosen(query, 'profile', ProfileSought),
    organisationId: chosenId(query, 'ministry'),
    systemId: chosenId(query, 'system'),
  };
  const by = chosen(query, 'by', PortfolioAxis);
  return by
    ? linesTable(fiscalYear, by, await portfolioLines(em, fiscalYear, by, filter), language)
    : portfolioTable(fiscalYear, await portfolioGrid(em, fiscalYear, filter), language);
}

/** The first of the words that an import takes, or that there is none. */
function wordOf(name: 'systemClass' | 'profile', value: string | null, language: Language): string {
  const words = value === null ? undefined : (SYSTEM_WORDS[name] as Record<string, readonly string[]>)[value];
  return (language === 'ja' ? words?.[0] : words?.at(-1)) ?? say(language, '不明', 'Unknown');
}

type PortfolioGrid = {
  systems: [
    systemId: string,
    name: string,
    roundId: string,
    roundTitle: string,
    systemClass: SystemClass | null,
    profile: SystemProfile | null,
  ][];
  organisations: [id: string, name: string, nameEn: string, shortName: string][];
  cells: string[];
};

/** System × ministry as a table: a row per pair that was asked, so that a spreadsheet can sort and filter it. */
function portfolioTable(fiscalYear: number, gridText: string, language: Language): ExportTable {
  const { systems, organisations, cells } = JSON.parse(gridText) as PortfolioGrid;
  const rows = systems.flatMap(([, system, , round, systemClass, profile], line) =>
    cells[line]!.split(';').flatMap((cell, place) => {
      if (cell === '-') return [];
      const [, name, nameEn] = organisations[place]!;
      const [first, ...rest] = cell.split(',');
      const submitted = first !== '?';
      const numbers = submitted ? [first!, ...rest].map(Number) : [null, null, null, Number(rest[0])];
      const [full, other, not, features] = numbers as [number | null, number | null, number | null, number];
      const open = submitted ? features - full! - other! - not! : features;
      return [
        [
          system,
          wordOf('systemClass', systemClass, language),
          wordOf('profile', profile, language),
          round,
          say(language, name, nameEn),
          submitted ? say(language, '提出済み', 'Submitted') : say(language, '未提出', 'Not submitted'),
          full,
          other,
          not,
          open,
          features,
        ],
      ];
    }),
  );
  return {
    title: say(language, `${fiscalYear}年度_システム別利用状況`, `FY${fiscalYear}_usage_by_system`),
    columns: [
      say(language, '情報システム名', 'System'),
      say(language, 'システム区分', 'Class'),
      say(language, 'システムプロファイル', 'Profile'),
      say(language, '調査名', 'Survey'),
      say(language, '府省名', 'Ministry'),
      say(language, '状態', 'State'),
      ...Object.values(LEVEL_LABELS).map(label => label[language]),
      say(language, '未回答', 'Unanswered'),
      say(language, '機能数', 'Features'),
    ],
    rows,
    frozenColumns: 1,
  };
}

type Line = [key: string | null, name: string | null, nameEn: string | null, detail: string | null, ...counts: number[]];

const AXIS_NAMES: Record<PortfolioAxis, { ja: string; en: string }> = {
  [PortfolioAxis.SYSTEM]: { ja: '情報システム', en: 'System' },
  [PortfolioAxis.MINISTRY]: { ja: '府省', en: 'Ministry' },
  [PortfolioAxis.PROFILE]: { ja: 'システムプロファイル', en: 'Profile' },
  [PortfolioAxis.CLASS]: { ja: 'システム区分', en: 'Class' },
};

/** The counts by one axis, each level as number and as share of what was submitted. */
function linesTable(fiscalYear: number, by: PortfolioAxis, linesText: string, language: Language): ExportTable {
  const axis = AXIS_NAMES[by][language];
  const named = ([key, name, nameEn]: Line): string => {
    if (by === PortfolioAxis.PROFILE) return wordOf('profile', key, language);
    return by === PortfolioAxis.CLASS ? wordOf('systemClass', key, language) : say(language, name!, nameEn ?? name!);
  };
  const rows = (JSON.parse(linesText) as Line[]).map(line => {
    const [systems, organisations, sheets, submitted, full, other, not, unanswered, notSubmitted] = line.slice(4) as number[];
    const total = full! + other! + not! + unanswered!;
    // Nothing submitted is no share of nought.
    const share = (count: number): number | null => (total ? Math.round((count / total) * 1000) / 10 : null);
    const counts = [full!, other!, not!, unanswered!].flatMap(count => [count, share(count)]);
    return [named(line), systems!, organisations!, sheets!, submitted!, ...counts, notSubmitted!];
  });
  const withShare = (label: string): string[] => [label, say(language, `${label}（提出分に占める割合、%）`, `${label} (% of submitted)`)];
  return {
    title: say(language, `${fiscalYear}年度_${axis}別_利用状況`, `FY${fiscalYear}_usage_by_${axis.toLowerCase()}`),
    columns: [
      axis,
      say(language, 'システム数', 'Systems'),
      say(language, '府省数', 'Ministries'),
      say(language, '回答票数', 'Sheets'),
      say(language, '提出済みの回答票数', 'Submitted sheets'),
      ...Object.values(LEVEL_LABELS).flatMap(label => withShare(label[language])),
      ...withShare(say(language, '未回答', 'Unanswered')),
      say(language, '未提出の機能数', 'Features not submitted'),
    ],
    rows,
    frozenColumns: 1,
  };
}
