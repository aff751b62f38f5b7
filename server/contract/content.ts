import { requireDayOrder } from '../day-order.ts';
import { InvalidInputError } from '../errors.ts';
import type { Text } from '../language.ts';
import { blankToNull, limitedText, requiredText } from '../validation.ts';
import { developmentFault, isTooMuch } from './amount.ts';
import { type Contract, CONTRACT_DAYS } from './entity.ts';
import type { CreateContractInput } from './input.ts';
import { ContractKind, EndKind } from './terms.ts';

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
  refuseIf(isTooMuch(input), 'amountYen', TOO_MUCH);
  const fault = developmentFault(input);
  if (fault) throw new InvalidInputError('developmentYen', fault);
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
    developmentYen: wholeYen('developmentYen', input.developmentYen),
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

/** Amounts are reckoned with to the yen, which ends somewhere. */
const TOO_MUCH: Text = {
  ja: '金額が大きすぎて、円単位で計算できません。金額、金額区分と契約数量を確かめてください。',
  en: 'The amount is too much to be reckoned with to the yen. Check the amount, its basis and the quantity.',
};

export function refuseIf(refused: boolean, field: string, text: Text): void {
  if (refused) throw new InvalidInputError(field, text);
}

export function wholeYen(field: string, yen: number | null | undefined): number | null {
  if (yen == null) return null;
  refuseIf(!(Number.isSafeInteger(yen) && yen >= 0), field, { ja: '0円以上の整数で入力してください。', en: 'Give whole yen, 0 or more.' });
  return yen;
}

export function count(field: string, value: number | null | undefined, most = 2_000_000_000): number | null {
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
