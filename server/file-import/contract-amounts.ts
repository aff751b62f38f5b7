import type { Ref } from '@mikro-orm/core';
import type { Contract, ContractYear } from '../contract/entity.ts';
import { AmountBasis, CostClass } from '../contract/terms.ts';
import { splitFault, type YearContent } from '../contract/years.ts';
import type { Vendor } from '../vendor/entity.ts';
import { fixedWord, wholeNumberOf } from './cells.ts';
import {
  AMOUNT_UNITS,
  basisIn,
  perUnitIn,
  CONTRACT_WORDS,
  type LedgerKey,
  partsOfYearKey,
  unitIn,
  YEAR_FIELDS,
  type YearKey,
  yearKey,
} from './contract-columns.ts';
import type { LedgerTable } from './ledger.ts';
import type { RowReader } from './plan.ts';

type Reader = RowReader<LedgerKey>;
type Amounts = Record<YearKey, number | null>;

const headingOf = ({ columns }: LedgerTable, key: LedgerKey): string => columns.find(one => one.key === key)?.headings[0] ?? '';

/** The amount of a row with its basis. What neither a cell nor the heading says stays as it is. */
export function amountOf(
  reader: Reader,
  table: LedgerTable,
  present: Contract | null,
): { amountYen?: number | null; amountBasis?: string } {
  const { keys } = table;
  const word = keys.has('amountBasis') ? (fixedWord(reader, 'amountBasis', CONTRACT_WORDS.amountBasis) as AmountBasis | null) : null;
  const said = word && keys.has('amount') ? perUnitIn(headingOf(table, 'amount'), word) : word;
  const inHeading = keys.has('amount') ? basisIn(headingOf(table, 'amount')) : null;
  if (said && inHeading && said !== inHeading)
    reader.refuse(
      'amountBasis',
      'MISMATCH',
      {
        ja: `金額の列の見出し「${headingOf(table, 'amount')}」と金額区分が食い違っています。`,
        en: `The basis does not go with the heading of the amounts, “${headingOf(table, 'amount')}”.`,
      },
      {
        ja: '金額区分を空欄にするか、見出しか区分のどちらかを直してください。',
        en: 'Leave the basis blank, or correct the heading or the basis.',
      },
    );
  const basis = said ?? inHeading ?? (keys.has('amountBasis') ? null : (present?.amountBasis ?? null));
  const amountYen = keys.has('amount') ? yenOf(reader, table, 'amount') : undefined;
  if (amountYen != null && !basis && !reader.faults.some(({ code }) => code === 'UNKNOWN_WORD'))
    reader.refuse(
      'amountBasis',
      'MISSING',
      { ja: '年額か総額かが分かりません。', en: 'It is not said whether the amount is for a year or for the whole term.' },
      {
        ja: '「年額」「総額」「単価・年額」「単価・総額」のどれかを入れてください。',
        en: 'Use Per year, Total, Unit price per year, or Unit price for the term.',
      },
    );
  return {
    ...(amountYen !== undefined && { amountYen }),
    ...(basis ? { amountBasis: basis } : present ? {} : { amountBasis: AmountBasis.PER_YEAR }),
  };
}

/** The class of cost with the part that is 整備経費, in the unit of the amount. Whoever says another class than both says that there is no part. */
export function costClassOf(
  reader: Reader,
  table: LedgerTable,
): { costClass?: string | null | undefined; developmentYen?: number | null | undefined } {
  const { keys } = table;
  const costClass = keys.has('costClass') ? fixedWord(reader, 'costClass', CONTRACT_WORDS.costClass) : undefined;
  const noPart = costClass !== undefined && costClass !== CostClass.BOTH;
  const developmentYen = keys.has('developmentYen') ? yenOf(reader, table, 'developmentYen') : noPart ? null : undefined;
  return { costClass, developmentYen };
}

/** What a row says of fiscal years, by the columns that the file has for them. */
export function yearAmountsOf(reader: Reader, table: LedgerTable): Amounts {
  const read = [...table.keys].flatMap(key => {
    const parts = partsOfYearKey(key);
    if (!parts) return [];
    return [[key, parts.field === 'callCount' ? wholeNumberOf(reader, key, 2_000_000_000) : yenOf(reader, table, key as YearKey)]];
  });
  return Object.fromEntries(read) as Amounts;
}

/** The fiscal years of a contract as a row would say them. */
export function amountsByYear(years: readonly ContractYear[]): Amounts {
  return Object.fromEntries(
    years.flatMap(year => YEAR_FIELDS.map(field => [yearKey(year.fiscalYear, field), year[field] ?? null])),
  ) as Amounts;
}

/** What is there with what the file says put in its place; years of which nothing is known any more are left out. */
export function mergedYears(present: readonly ContractYear[], said: ReadonlyMap<string, number | null>): YearContent[] {
  const merged = new Map<number, YearContent>(
    present.map(({ fiscalYear, obligationYen, requestedYen, budgetedYen, executedYen, callCount }) => [
      fiscalYear,
      { fiscalYear, obligationYen, requestedYen, budgetedYen, executedYen, callCount },
    ]),
  );
  const named = new Set<number>();
  for (const [key, value] of said) {
    const { fiscalYear, field } = partsOfYearKey(key)!;
    named.add(fiscalYear);
    merged.set(fiscalYear, { ...(merged.get(fiscalYear) ?? { fiscalYear }), [field]: value });
  }
  return [...merged.values()]
    .filter(year => !named.has(year.fiscalYear) || YEAR_FIELDS.some(field => year[field] != null))
    .map(year => ({ ...Object.fromEntries(YEAR_FIELDS.map(field => [field, year[field] ?? null])), fiscalYear: year.fiscalYear }));
}

/** What is written of a contract itself, and what of its fiscal years. */
export function withoutYears(said: Record<string, unknown>): {
  values: Record<string, unknown> & { vendor?: Ref<Vendor> | null };
  years: Map<string, number | null>;
} {
  const entries = Object.entries(said);
  return {
    values: Object.fromEntries(entries.filter(([key]) => !partsOfYearKey(key))),
    years: new Map(entries.filter(([key]) => partsOfYearKey(key)) as [string, number | null][]),
  };
}

/** Refuses parts of a multi-year obligation that the form of a contract would refuse too, where the row changes what they rest on. */
export function refuseSplit(
  reader: Reader,
  present: { contract: Contract | null; years: readonly ContractYear[] },
  content: Record<string, unknown>,
): void {
  if (reader.faults.length) return;
  const { years: said } = withoutYears(Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)));
  const before: Record<string, unknown> = { ...present.contract, ...amountsByYear(present.years) };
  const restOn = ['amountYen', 'amountBasis', 'quantity', 'startsOn', 'endsOn', ...said.keys()];
  if (restOn.every(key => content[key] === undefined || (content[key] ?? null) === (before[key] ?? null))) return;
  const term = (key: 'amountYen' | 'amountBasis' | 'quantity' | 'startsOn' | 'endsOn'): unknown =>
    content[key] === undefined ? before[key] : content[key];
  const fault = splitFault(
    {
      amountYen: term('amountYen'),
      amountBasis: term('amountBasis'),
      quantity: term('quantity'),
      startsOn: term('startsOn'),
      endsOn: term('endsOn'),
    } as never,
    mergedYears(present.years, said),
  );
  if (!fault) return;
  const parts = [...said].filter(([key, value]) => partsOfYearKey(key)!.field === 'obligationYen' && value !== null);
  const at = parts.find(([key]) => partsOfYearKey(key)!.fiscalYear === fault.fiscalYear) ?? parts[0];
  reader.refuse((at?.[0] as YearKey | undefined) ?? 'amount', fault.code, fault.message, fault.remedy);
}

/** Whole yen of an amount and its unit, which a cell says or the heading; null when unknown. */
function yenOf(reader: Reader, table: LedgerTable, key: 'amount' | 'developmentYen' | YearKey): number | null {
  const text = reader.plain(key).replaceAll(/[,¥\\]|円$/g, '');
  const inHeading = unitIn(headingOf(table, key));
  const inCell = reader.plain('amountUnit').toUpperCase();
  if (!text) return null;
  // The unit beside the amount is also that of its part and of the years, unless their headings say another one.
  if (key === 'amount' && inHeading && inCell && AMOUNT_UNITS[inCell] !== AMOUNT_UNITS[inHeading])
    reader.refuse(
      'amountUnit',
      'MISMATCH',
      {
        ja: `金額の列の見出しの単位（${inHeading}）と食い違っています。`,
        en: `This is not the unit in the heading of the amounts (${inHeading}).`,
      },
      {
        ja: 'どちらの単位か確かめ、見出しか金額単位のどちらかを直してください。',
        en: 'Find out which it is, and correct the heading or the unit.',
      },
    );
  const unit = AMOUNT_UNITS[inHeading ?? (inCell || '円')];
  const yen = wholeYenOf(text, unit ?? 1);
  if (unit === undefined) refuseUnit(reader);
  else if (yen === null)
    reader.refuse(
      key,
      'NUMBER',
      { ja: '金額として読めないか、1円未満の端数があります。', en: 'This is no amount, or not of whole yen.' },
      { ja: '0以上の数字を入れてください。桁区切りのカンマは使えます。', en: 'Use a number from 0; separators of thousands are fine.' },
    );
  else return yen;
  return null;
}

/** So much of a unit in whole yen, to the last of them; null when it is no amount, or not of whole yen. */
function wholeYenOf(text: string, unit: number): number | null {
  const [, whole, fraction = ''] = /^(\d{1,16})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  // A fraction of large amounts is more than a number holds.
  const millionths = (BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))) * BigInt(unit);
  const yen = Number(millionths / 1_000_000n);
  return millionths % 1_000_000n === 0n && Number.isSafeInteger(yen) ? yen : null;
}

function refuseUnit(reader: Reader): void {
  // Once is enough, however many amounts the row has.
  if (reader.faults.some(({ code, cell }) => code === 'UNKNOWN_WORD' && cell === reader.cell('amountUnit'))) return;
  reader.refuse(
    'amountUnit',
    'UNKNOWN_WORD',
    { ja: '金額の単位が決められた値ではありません。', en: 'This is not one of the units.' },
    { ja: '円、千円、百万円のどれかを入れてください。', en: 'Use 円, 千円 (thousand yen) or 百万円 (million yen).' },
  );
}
