import { ref } from '@mikro-orm/core';
import type { Viewer } from '../access/viewer.ts';
import { Feature } from '../feature/entity.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Organisation } from '../organisation/entity.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import { UsageLog, UsageLogImport, UsageLogKey, UsageLogMonth } from '../usage-log/entity.ts';
import type { Act } from './act.ts';
import { chance, sampleAnswer } from './answers.ts';

/** Months before this one of which the logs tell. */
const MONTHS = 14;

/**
 * Logs that mostly agree with what the ministries answer. Some keys stand for no feature yet, some features are in no log, and a few
 * ministries use what they say they do not.
 */
export async function loadSampleUsageLogs(
  act: Act,
  operator: Viewer,
  systems: readonly InformationSystem[],
  organisations: readonly Organisation[],
): Promise<void> {
  const months = Array.from({ length: MONTHS }, (_, back) => monthBefore(back + 1));
  for (const system of systems.slice(0, 2))
    await act(operator, async ({ em }) => {
      const features = await em.find(Feature, { system }, { orderBy: { position: 'asc' } });
      const logged = features.filter(({ code }) => chance(`logged ${code}`) < 0.85);
      const keys = [
        ...logged.map(feature => em.create(UsageLogKey, { system: ref(system), key: feature.code, feature: ref(feature) })),
        ...['login', 'batch/nightly'].map(key => em.create(UsageLogKey, { system: ref(system), key: `${system.code}/${key}` })),
      ];
      for (const key of keys) for (const organisation of organisations) addLog(key, organisation);
      const rowCount = keys.length * organisations.length * MONTHS;
      const unmappedCount = 2 * organisations.length * MONTHS;
      em.create(UsageLogImport, {
        system: ref(system),
        importedByName: operator.name,
        fileName: '利用ログ（サンプル）.csv',
        rowCount,
        newCount: rowCount,
        changedCount: 0,
        unchangedCount: 0,
        refusedCount: 0,
        unmappedCount,
        months: months.toReversed(),
      });
      for (const month of months) em.create(UsageLogMonth, { system: ref(system), month });

      function addLog(key: UsageLogKey, organisation: Organisation): void {
        const used = usedOf(key.key, organisation.corporateNumber);
        for (const fiscalYear of new Set(months.map(month => fiscalYearOf(`${month}-01`)))) {
          const counts = calendarOf(fiscalYear).map(month => (months.includes(month) ? String(used(month)) : null));
          const users = counts.map(count => (count === null ? null : Math.ceil(Number(count) / 4)));
          em.create(UsageLog, { key: ref(key), organisation: ref(organisation), fiscalYear, counts, users });
        }
      }
    });
}

/** Uses by month of one ministry: none where it says that it does not use the feature, but for a few that are mistaken. */
function usedOf(key: string, corporateNumber: string): (month: string) => number {
  const says = sampleAnswer(corporateNumber, key, true).level;
  const mistaken = chance(`mistaken ${key} ${corporateNumber}`) < 0.03;
  const most = (says === 'NOT_USED') === mistaken ? Math.round(80 * chance(`most ${key} ${corporateNumber}`)) + 1 : 0;
  return month => Math.ceil(most * chance(`${month} ${key} ${corporateNumber}`));
}

/** Months of a fiscal year from April, YYYY-MM. */
const calendarOf = (fiscalYear: number): string[] =>
  Array.from({ length: 12 }, (_, index) => `${fiscalYear + (index > 8 ? 1 : 0)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}`);

function monthBefore(back: number): string {
  const [year, month] = today().split('-').map(Number) as [number, number];
  const count = year * 12 + month - 1 - back;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
