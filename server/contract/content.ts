import { requireDayOrder } from '../day-order.ts';
import { InvalidInputError } from '../errors.ts';
import type { Text } from '../language.ts';
import { blankToNull, limitedText, requiredText } from '../validation.ts';
import { type Contract, CONTRACT_DAYS, type ContractYear } from './entity.ts';
import type { ContractYearInput, CreateContractInput } from './input.ts';
import { AmountBasis, ContractKind, EndKind } from './terms.ts';

/** Contracts of several years bind at most so many fiscal years (財政法15条). */
const OBLIGATION_YEARS = 5;
const MOST_DAYS = 1000;

/**
 * What a contract says about itself, number and relations aside.
 *
 * @throws InvalidInputError on a blank title, an end that does not fit its kind, days out of order, an amount or count that there
 *   cannot be, or an address that is none
 */
export function contentOf(input: CreateContractInput): Omit<Contract, 'id' | 'tenantId' | 'version' | 'number' | 'vendor'> {
  const { kind, endKind, startsOn = null, endsOn = null, licenceEndsOn = null } = input;
  refuseIf(endKind === EndKind.KNOWN && !endsOn, 'endsOn', {
    ja: '終了日を入力するか、終了日の区分を「不明」か「定めなし」にしてください。',
    en: 'Give the last day, or say that the end is unknown or that none was agreed.',
  });
  refuseIf(endKind !== EndKind.KNOWN && endsOn !== null, 'endsOn', {
    ja: '終了日の区分が「不明」か「定めなし」のときは、終了日を空にしてください。',
    en: 'Leave the last day empty where the end is unknown or none was agreed.',
  });
  requireDayOrder(CONTRACT_DAYS, { startsOn, endsOn, licenceEndsOn });
  const maintenance = kind === ContractKind.SOFTWARE_MAINTENANCE || kind === ContractKind.HARDWARE_MAINTENANCE;
  refuseIf(!maintenance && input.maintenanceStyle != null, 'maintenanceStyle', {
    ja: '定期・スポットの区分は保守だけにあります。空にしてください。',
    en: 'Only maintenance is periodic or by the call. Leave it empty.',
  });
  const supportEndSource = limitedText('supportEndSource', blankToNull(input.supportEndSource), 500);
  refuseIf(Boolean(input.supportEndsOn) !== Boolean(supportEndSource), input.supportEndsOn ? 'supportEndSource' : 'supportEndsOn', {
    ja: 'サポート終了日とその根拠は一緒に入力してください。',
    en: 'Give the end of support together with its source.',
  });
  return {
    title: requiredText('title', input.title),
    kind,
    maintenanceStyle: input.maintenanceStyle ?? null,
    productName: limitedText('productName', blankToNull(input.productName), 200),
    productVersion: limitedText('productVersion', blankToNull(input.productVersion), 100),
    productIdentifier: limitedText('productIdentifier', blankToNull(input.productIdentifier), 100),
    startsOn,
    endKind,
    endsOn,
    licenceEndsOn,
    supportEndsOn: input.supportEndsOn ?? null,
    supportEndSource,
    stopsOn: input.stopsOn ?? null,
    amountYen: wholeYen('amountYen', input.amountYen),
    amountBasis: input.amountBasis,
    costClass: input.costClass ?? null,
    renewalKind: input.renewalKind ?? null,
    noticeDays: count('noticeDays', input.noticeDays, MOST_DAYS),
    leadTimeDays: count('leadTimeDays', input.leadTimeDays, MOST_DAYS),
    billingMetric: input.billingMetric ?? null,
    quantity: count('quantity', input.quantity),
    usedQuantity: count('usedQuantity', input.usedQuantity),
    yearlyCallCount: count('yearlyCallCount', input.yearlyCallCount),
    documentUrls: addresses(input.documentUrls),
  };
}

type YearContent = Pick<ContractYear, 'fiscalYear' | 'obligationYen' | 'requestedYen' | 'budgetedYen' | 'executedYen' | 'callCount'>;

/**
 * The fiscal years of a contract.
 *
 * @throws InvalidInputError on a year that stands twice, amounts that there cannot be, or a split of a multi-year obligation over more
 *   than five years or that does not add up to the amount
 */
export function yearsOf({
  years,
  amountBasis,
  amountYen,
}: Pick<CreateContractInput, 'years' | 'amountBasis' | 'amountYen'>): YearContent[] {
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
  const split = content.flatMap(({ obligationYen }) => obligationYen ?? []);
  if (!split.length) return content;
  refuseIf(split.length > OBLIGATION_YEARS, 'years', {
    ja: `国庫債務負担行為の年割額は${OBLIGATION_YEARS}か年度までです。`,
    en: `A multi-year obligation has parts in at most ${OBLIGATION_YEARS} fiscal years.`,
  });
  const sum = split.reduce((total, part) => total + part, 0);
  refuseIf(amountBasis !== AmountBasis.TOTAL || sum !== amountYen, 'years', {
    ja: `年割額の合計（${sum}円）が契約の総額（${amountBasis === AmountBasis.TOTAL ? `${amountYen ?? '不明'}円` : '年額で登録されています'}）と一致しません。`,
    en: `The parts add up to ${sum} yen, which is not the total of the contract (${amountBasis === AmountBasis.TOTAL ? (amountYen ?? 'unknown') : 'recorded per year'}).`,
  });
  return content;
}

function refuseIf(refused: boolean, field: string, text: Text): void {
  if (refused) throw new InvalidInputError(field, text);
}

function wholeYen(field: string, yen: number | null | undefined): number | null {
  if (yen == null) return null;
  refuseIf(!(Number.isSafeInteger(yen) && yen >= 0), field, { ja: '0円以上の整数で入力してください。', en: 'Give whole yen, 0 or more.' });
  return yen;
}

function count(field: string, value: number | null | undefined, most = 2_000_000_000): number | null {
  if (value == null) return null;
  refuseIf(value < 0 || value > most, field, { ja: `0から${most}までで入力してください。`, en: `Give a number from 0 to ${most}.` });
  return value;
}

function addresses(given: readonly string[]): string[] {
  const urls = given.map(url => url.trim()).filter(Boolean);
  const good = urls.every(url => /^https?:\/\/\S+$/.test(url) && url.length <= 1000 && URL.canParse(url));
  refuseIf(!good || urls.length > 20, 'documentUrls', {
    ja: 'https:// または http:// で始まるアドレスを20件まで、1行に1件入力してください。',
    en: 'Give at most 20 addresses that begin with https:// or http://, one a line.',
  });
  return urls;
}
