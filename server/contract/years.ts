import { InvalidInputError } from '../errors.ts';
import type { Text } from '../language.ts';
import { fiscalYearOf } from '../scalars.ts';
import { count, refuseIf, wholeYen } from './content.ts';
import type { ContractYear } from './entity.ts';
import type { ContractYearInput, CreateContractInput } from './input.ts';
import { extendedYen, isPerYear } from './amount.ts';

/** Contracts of several years bind at most so many fiscal years (財政法15条). */
const OBLIGATION_YEARS = 5;

export type YearContent = Pick<ContractYear, 'fiscalYear' | 'obligationYen' | 'requestedYen' | 'budgetedYen' | 'executedYen' | 'callCount'>;

/** What of a contract its fiscal years have to go with. */
type Terms = Pick<CreateContractInput, 'amountBasis' | 'amountYen' | 'quantity' | 'startsOn' | 'endsOn'>;

/** Why the parts of a multi-year obligation cannot stand, and of which year that is; null when it is of all of them. */
export interface SplitFault {
  code: 'TOO_MANY_YEARS' | 'OUTSIDE_CONTRACT' | 'SUM';
  fiscalYear: number | null;
  message: Text;
  remedy: Text;
}

/**
 * What is wrong with the split of a multi-year obligation over fiscal years: parts of more than five, money due in a year in which the
 * contract is not in force, or parts that do not add up to its total. Null when nothing is, or when there is no split.
 */
export function splitFault(terms: Terms, years: readonly Pick<YearContent, 'fiscalYear' | 'obligationYen'>[]): SplitFault | null {
  const { amountBasis, startsOn, endsOn } = terms;
  const split = years.flatMap(({ fiscalYear, obligationYen }) => (obligationYen == null ? [] : [{ fiscalYear, obligationYen }]));
  if (!split.length) return null;
  if (split.length > OBLIGATION_YEARS)
    return {
      code: 'TOO_MANY_YEARS',
      fiscalYear: null,
      message: {
        ja: `国庫債務負担行為の年割額は${OBLIGATION_YEARS}か年度までです。`,
        en: `A multi-year obligation has parts in at most ${OBLIGATION_YEARS} fiscal years.`,
      },
      remedy: { ja: '年割額のない年度を空欄にしてください。', en: 'Leave years without a part blank.' },
    };
  const [first, last] = [startsOn ? fiscalYearOf(startsOn) : -Infinity, endsOn ? fiscalYearOf(endsOn) : Infinity];
  // A year before the first payment may stand with nothing to pay.
  const outside = split.find(({ fiscalYear, obligationYen }) => obligationYen > 0 && (fiscalYear < first || fiscalYear > last));
  if (outside)
    return {
      code: 'OUTSIDE_CONTRACT',
      fiscalYear: outside.fiscalYear,
      message: {
        ja: `${outside.fiscalYear}年度は契約期間（${startsOn ?? '開始日不明'}～${endsOn ?? '終了日未定'}）の外です。`,
        en: `The contract (${startsOn ?? 'start unknown'} to ${endsOn ?? 'no end known'}) is not in force in FY${outside.fiscalYear}.`,
      },
      remedy: {
        ja: '年割額を契約期間の年度に入れるか、開始日・終了日を直してください。',
        en: 'Put the part into a year of the contract, or correct its first and last day.',
      },
    };
  const sum = split.reduce((total, { obligationYen }) => total + obligationYen, 0);
  const isTotal = !isPerYear(amountBasis);
  const total = extendedYen(terms);
  if (isTotal && sum === total) return null;
  return {
    code: 'SUM',
    fiscalYear: null,
    message: {
      ja: `年割額の合計（${sum}円）が契約の総額（${isTotal ? `${total ?? '不明'}円` : '年額で登録されています'}）と一致しません。`,
      en: `The parts add up to ${sum} yen, which is not the total of the contract (${isTotal ? (total ?? 'unknown') : 'recorded per year'}).`,
    },
    remedy: {
      ja: '金額区分を「総額」か「単価・総額」にし、総額を年割額の合計と同じにしてください。',
      en: 'Record the amount as the total, or as a unit price for the term, and make the total the sum of the parts.',
    },
  };
}

/**
 * The fiscal years of a contract.
 *
 * @throws InvalidInputError on a year that stands twice, amounts that there cannot be, or a split of a multi-year obligation that cannot
 *   stand, see `splitFault`
 */
export function yearsOf({ years, ...terms }: Pick<CreateContractInput, 'years'> & Terms): YearContent[] {
  const seen = new Set<number>();
  const content = years.map((year, place) => {
    const field = (name: keyof ContractYearInput): string => `years[${place}].${name}`;
    refuseIf(seen.has(year.fiscalYear) || year.fiscalYear < 2000 || year.fiscalYear > 2999, field('fiscalYear'), {
      ja: '年度は2000から2999までで、同じ年度は一度だけ入力してください。',
      en: 'Give fiscal years from 2000 to 2999, each once.',
    });
    seen.add(year.fiscalYear);
    return {
      fiscalYear: year.fiscalYear,
      obligationYen: wholeYen(field('obligationYen'), year.obligationYen),
      requestedYen: wholeYen(field('requestedYen'), year.requestedYen),
      budgetedYen: wholeYen(field('budgetedYen'), year.budgetedYen),
      executedYen: wholeYen(field('executedYen'), year.executedYen),
      callCount: count(field('callCount'), year.callCount),
    };
  });
  const fault = splitFault(terms, content);
  if (!fault) return content;
  const place = content.findIndex(({ fiscalYear }) => fiscalYear === fault.fiscalYear);
  throw new InvalidInputError(place < 0 ? 'years' : `years[${place}].obligationYen`, {
    ja: `${fault.message.ja}${fault.code === 'OUTSIDE_CONTRACT' ? fault.remedy.ja : ''}`,
    en: `${fault.message.en}${fault.code === 'OUTSIDE_CONTRACT' ? ` ${fault.remedy.en}` : ''}`,
  });
}
