import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { findTable, labelledValue, type Table } from '../../server/spreadsheet/find-table.ts';
import { normaliseText } from '../../server/spreadsheet/normalise-text.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';

/** A survey as ministries really return it: XLSX with a title above, CSV in CP932, and their usual mistakes. */
const FOLDER = new URL('../fixtures/survey-travel/', import.meta.url);
const LEVELS: Record<string, string> = {
  業務を全て遂行: 'FULLY_USED',
  他の手段も併用: 'USED_WITH_OTHER_MEANS',
  全く利用していない: 'NOT_USED',
};

interface Expected {
  answersInFiles: number;
  answersPerFile: Record<string, number>;
  unrecognisedValues: [ministry: string, code: string, value: string][];
  levelsAfterRefusingUnrecognised: Record<string, number>;
  valuesNeedingTrimOrWidthNormalisation: number;
  unknownFeatureCodes: [ministry: string, code: string][];
  blankCells: number;
}
type AnswerTable = Table<'code' | 'level'>;

let expected: Expected;
let known: Set<string>;
const files = new Map<string, AnswerTable>();

beforeAll(async () => {
  expected = JSON.parse(await readFile(new URL('expected.json', FOLDER), 'utf8')) as Expected;
  const features = await readSpreadsheet('features.csv', await readFile(new URL('features.csv', FOLDER)));
  known = new Set(findTable(features, [{ key: 'code', headings: ['機能コード'], required: true }]).rows.map(({ values }) => values.code));
  for (const name of await readdir(new URL('answers/', FOLDER))) {
    const spreadsheet = await readSpreadsheet(name, await readFile(new URL(`answers/${encodeURIComponent(name)}`, FOLDER)));
    const table = findTable(spreadsheet, [
      { key: 'code', headings: ['機能コード', 'Feature code'], required: true },
      { key: 'level', headings: ['利用状況', 'Level'], required: true },
    ]);
    files.set(name.normalize('NFC'), table);
  }
});

/** Rows of all files whose feature is known and whose answer is not blank. */
function answers(): { ministry: string; code: string; level: string }[] {
  return [...files].flatMap(([name, { rows }]) =>
    rows
      .filter(({ values }) => known.has(values.code) && values.level.trim() !== '')
      .map(({ values }) => ({ ministry: name.replace(/\.\w+$/, ''), ...values })),
  );
}

const sorted = (rows: readonly (readonly string[])[]) => rows.map(row => row.join(' ')).toSorted();

describe('the survey as the ministries returned it', () => {
  it('has the answers of each file', () => {
    expect(known.size).toBe(90);
    expect(answers()).toHaveLength(expected.answersInFiles);
    const perFile = Object.fromEntries(
      [...files].map(([name]) => [name, answers().filter(({ ministry }) => name.startsWith(`${ministry}.`)).length]),
    );
    expect(perFile).toEqual(expected.answersPerFile);
  });

  it('has the levels, once width and spaces make no difference, and the values that are none', () => {
    const levels = answers().map(answer => ({ ...answer, known: LEVELS[normaliseText(answer.level)] }));
    const counts = Map.groupBy(levels, level => level.known ?? 'UNRECOGNISED');
    expect(Object.fromEntries([...counts].map(([level, all]) => [level, all.length]))).toEqual({
      ...expected.levelsAfterRefusingUnrecognised,
      UNRECOGNISED: expected.unrecognisedValues.length,
    });
    const unrecognised = levels.filter(level => !level.known).map(({ ministry, code, level }) => [ministry, code, level]);
    expect(sorted(unrecognised)).toEqual(sorted(expected.unrecognisedValues));
    expect(levels.filter(level => level.known && !LEVELS[level.level])).toHaveLength(expected.valuesNeedingTrimOrWidthNormalisation);
  });

  it('has codes that the feature list does not know, and blank answers', () => {
    const rows = [...files].flatMap(([name, table]) => table.rows.map(({ values }) => ({ name: name.replace(/\.\w+$/, ''), ...values })));
    const unknown = rows.filter(({ code }) => !known.has(code));
    expect(sorted(unknown.map(({ name, code }) => [name, code]))).toEqual(sorted(expected.unknownFeatureCodes));
    expect(rows.filter(({ code, level }) => known.has(code) && level.trim() === '')).toHaveLength(expected.blankCells);
  });

  it('names the ministry above the table of each XLSX, whose rows are found where Excel shows them', async () => {
    const list = await readSpreadsheet('ministries.csv', await readFile(new URL('ministries.csv', FOLDER)));
    const ministries = findTable(list, [
      { key: 'number', headings: ['法人番号'], required: true },
      { key: 'name', headings: ['府省名'], required: true },
    ]);
    const numbers = new Map(ministries.rows.map(({ values }) => [values.name, values.number]));
    const workbooks = [...files].filter(([name]) => name.endsWith('.xlsx'));
    expect(workbooks).toHaveLength(13);
    for (const [name, table] of workbooks) {
      const ministry = labelledValue(table.before, ['府省名']);
      expect(`${ministry}.xlsx`).toBe(name);
      expect(labelledValue(table.before, ['法人番号', 'Corporate number'])).toBe(numbers.get(ministry ?? ''));
      expect([table.sheetName, table.headingLine, table.rows[0]?.cell('level')]).toEqual(['回答票', 4, 'E5']);
    }
  });
});
