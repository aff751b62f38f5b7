import { SystemClass, SystemProfile } from '../information-system/entity.ts';
import { InvalidInputError } from '../errors.ts';
import type { Text } from '../language.ts';
import { blankToNull, limitedText, requiredText } from '../validation.ts';
import type { MonitoringItem } from './entity.ts';
import type { CreateMonitoringItemInput } from './input.ts';
import { MonitoringScope, ThresholdComparison, ThresholdSeverity } from './terms.ts';
import type { Threshold } from './type.ts';
import { isUnit } from './unit.ts';

/** Of an item; more than anybody reads. */
export const MOST_THRESHOLDS = 10;
const YEAR_SECONDS = 366 * 86_400;

/** What an item says. */
export type ItemContent = Required<
  Pick<
    MonitoringItem,
    | 'layer'
    | 'watchTarget'
    | 'name'
    | 'nameEn'
    | 'purpose'
    | 'purposeEn'
    | 'metric'
    | 'unit'
    | 'intervalSeconds'
    | 'thresholds'
    | 'profiles'
    | 'systemClasses'
  >
>;

/** The content of an item alone, its lists in the order of their enums, so that the same always looks the same. */
export function contentOf(item: ItemContent): ItemContent {
  const { layer, watchTarget, name, nameEn, purpose, purposeEn, metric, unit, intervalSeconds, thresholds, profiles, systemClasses } = item;
  return {
    layer,
    watchTarget,
    name,
    nameEn: nameEn ?? null,
    purpose,
    purposeEn: purposeEn ?? null,
    metric,
    unit,
    intervalSeconds,
    thresholds: inOrder(thresholds),
    profiles: Object.values(SystemProfile).filter(one => profiles.includes(one)),
    systemClasses: Object.values(SystemClass).filter(one => systemClasses.includes(one)),
  };
}

/** Thresholds with the graver last, as plain objects that say everything, their keys in the order in which PostgreSQL keeps them. */
function inOrder(thresholds: readonly Threshold[]): Threshold[] {
  const rank = ({ severity, comparison, value }: Threshold): number[] => [
    Object.values(ThresholdSeverity).indexOf(severity),
    Object.values(ThresholdComparison).indexOf(comparison),
    value,
  ];
  return thresholds
    .map(({ value, severity, comparison, forSeconds }) => ({ value, severity, comparison, forSeconds: forSeconds ?? null }))
    .toSorted((one, other) => {
      const [ours, theirs] = [rank(one), rank(other)];
      const place = ours.findIndex((value, index) => value !== theirs[index]);
      return place < 0 ? 0 : ours[place]! - theirs[place]!;
    });
}

/**
 * What an input says of an item.
 *
 * @throws InvalidInputError on blank or long text, a common item without its English, a unit that UCUM does not have, an interval that
 *   nobody keeps, thresholds that there cannot be, or an item that applies to nothing
 */
export function givenContent(
  input: Omit<CreateMonitoringItemInput, 'code' | 'systemId'>,
  scope: MonitoringScope,
): ReturnType<typeof contentOf> {
  const unit = input.unit.trim();
  refuseIf(!isUnit(unit), 'unit', {
    ja: '単位はUCUMの記号で入力してください。例: %、s、GiBy、bit/s、{request}/min、1（個数や割合）',
    en: 'Give the unit in the symbols of UCUM. Examples: %, s, GiBy, bit/s, {request}/min, 1',
  });
  // An item of one system applies to that system, whatever becomes of its profile.
  const [profiles, systemClasses] =
    scope === MonitoringScope.SYSTEM_SPECIFIC
      ? [Object.values(SystemProfile), Object.values(SystemClass)]
      : [input.profiles, input.systemClasses];
  refuseIf(!profiles.length, 'profiles', { ja: '対象のプロファイルを1つ以上選んでください。', en: 'Choose at least one profile.' });
  refuseIf(!systemClasses.length, 'systemClasses', {
    ja: '対象のシステム区分を1つ以上選んでください。',
    en: 'Choose at least one class of systems.',
  });
  const english = (field: 'nameEn' | 'purposeEn', longest: number): string | null => {
    const text = limitedText(field, blankToNull(input[field]), longest);
    refuseIf(text === null && scope === MonitoringScope.COMMON, field, {
      ja: '共通の監視項目は英語も入力してください。',
      en: 'A common item needs its English as well.',
    });
    return text;
  };
  return contentOf({
    layer: input.layer,
    watchTarget: input.watchTarget,
    name: requiredText('name', input.name),
    nameEn: english('nameEn', 200),
    purpose: requiredText('purpose', input.purpose, 1000),
    purposeEn: english('purposeEn', 1000),
    metric: requiredText('metric', input.metric),
    unit,
    intervalSeconds: intervalSeconds(input.intervalSeconds),
    thresholds: givenThresholds('thresholds', input.thresholds),
    profiles,
    systemClasses,
  });
}

/** @throws InvalidInputError on `intervalSeconds` unless it is from a second to a year */
export function intervalSeconds(seconds: number): number {
  refuseIf(seconds < 1 || seconds > YEAR_SECONDS, 'intervalSeconds', {
    ja: `監視間隔は1秒から${YEAR_SECONDS}秒（1年）までにしてください。`,
    en: `Choose an interval from 1 second to ${YEAR_SECONDS} seconds, which is a year.`,
  });
  return seconds;
}

/** @throws InvalidInputError on `field` for more thresholds than anybody reads, one that stands twice, or one that holds for no time */
export function givenThresholds(field: string, thresholds: readonly Threshold[]): Threshold[] {
  const given = inOrder(thresholds);
  refuseIf(given.length > MOST_THRESHOLDS, field, {
    ja: `しきい値は${MOST_THRESHOLDS}件までにしてください。`,
    en: `Give at most ${MOST_THRESHOLDS} thresholds.`,
  });
  refuseIf(new Set(given.map(one => JSON.stringify(one))).size < given.length, field, {
    ja: '同じしきい値が2つあります。片方を消してください。',
    en: 'The same threshold stands here twice. Remove one.',
  });
  refuseIf(
    given.some(({ forSeconds }) => forSeconds != null && (forSeconds < 1 || forSeconds > YEAR_SECONDS)),
    field,
    {
      ja: 'しきい値の継続時間は1秒以上1年以内にするか、空にしてください。',
      en: 'Let a threshold hold for at least a second and at most a year, or leave that empty.',
    },
  );
  return given;
}

function refuseIf(refused: boolean, field: string, text: Text): void {
  if (refused) throw new InvalidInputError(field, text);
}
