import type { Text } from '../language.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';
import { UsageLevel } from './entity.ts';

/** The words for the levels, as the guidebook gives them (S-10). */
export const LEVEL_LABELS: Readonly<Record<UsageLevel, Text>> = {
  [UsageLevel.FULLY_USED]: { ja: '業務を全て遂行', en: 'Fully used' },
  [UsageLevel.USED_WITH_OTHER_MEANS]: { ja: '他の手段も併用', en: 'Used alongside other means' },
  [UsageLevel.NOT_USED]: { ja: '全く利用していない', en: 'Not used' },
};

const byLabel = new Map(
  Object.entries(LEVEL_LABELS).flatMap(([level, { ja, en }]) =>
    [ja, en].map(label => [normaliseText(label).toLowerCase(), level as UsageLevel]),
  ),
);

/** The level that a text names exactly, space around and width apart; undefined for anything else, which is never guessed. */
export const levelNamed = (text: string): UsageLevel | undefined => byLabel.get(normaliseText(text).toLowerCase());
