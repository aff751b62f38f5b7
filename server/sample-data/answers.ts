import { createHash } from 'node:crypto';
import { UsageLevel } from '../answer/entity.ts';

const OTHER_MEANS = ['Excel管理表', '紙の台帳', '電話', '電子メール', '共有フォルダ'];
const REMARKS = ['年度末のみ利用', '一部の部局で利用', '次年度から全面利用の予定'];

/** 総務省 is the last user of some features. */
const ONLY_USER = '2000012020001';

/** A number from 0 to 1 that is always the same for the same text, so that each sample portal shows the same answers. */
export function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/**
 * Made-up answer of one ministry for one feature: some features are widely used, some hardly, some differ between ministries.
 * In a round of last year a few are different.
 */
export function sampleAnswer(
  ministry: string,
  feature: string,
  lastYear: boolean,
): { level: UsageLevel; otherMeans: string | null; comment: string | null } {
  const appeal = chance(`appeal ${feature}`);
  const changedSince = lastYear && chance(`changed ${ministry} ${feature}`) < 0.15;
  const draw = chance(`${changedSince ? 'earlier ' : ''}${ministry} ${feature}`);
  const pick = (choices: readonly string[]): string => choices[Math.floor(chance(`pick ${ministry} ${feature}`) * choices.length)]!;
  // A few features appeal to nobody at all, and a few to one ministry alone, so that neither list is empty.
  const only = appeal >= 0.08 && appeal < 0.16;
  if (only && ministry !== ONLY_USER) return { level: UsageLevel.NOT_USED, otherMeans: null, comment: null };
  const level = only
    ? UsageLevel.FULLY_USED
    : appeal < 0.08
      ? UsageLevel.NOT_USED
      : draw < 0.25 + appeal * 0.65
        ? UsageLevel.FULLY_USED
        : draw < 0.8 + appeal * 0.2
          ? UsageLevel.USED_WITH_OTHER_MEANS
          : UsageLevel.NOT_USED;
  return {
    level,
    otherMeans: level === UsageLevel.USED_WITH_OTHER_MEANS ? pick(OTHER_MEANS) : null,
    comment: chance(`remark ${ministry} ${feature}`) < 0.08 ? pick(REMARKS) : null,
  };
}
