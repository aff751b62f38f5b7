import { describe, expect, it } from 'vitest';
import { bareName, likelySame } from '../../server/vendor-merge/likeness.ts';

describe('bareName', () => {
  it.each([
    '株式会社サンプル情報',
    'サンプル情報株式会社',
    '（株）サンプル情報',
    '㈱サンプル情報',
    'サンプル情報㈱',
    'ｻﾝﾌﾟﾙ情報（株）',
    '株式会社 サンプル・情報',
    '株式会社さんぷる情報',
  ])('takes %s for サンプル情報', name => {
    expect(bareName(name)).toBe('サンプル情報');
  });

  it.each([
    ['Sample Co., Ltd.', 'sample'],
    ['ＳＡＭＰＬＥ　ＣＯ．，ＬＴＤ．', 'sample'],
    ['株式会社', '株式会社'],
  ])('makes of %s %s', (name, bare) => {
    expect(bareName(name)).toBe(bare);
  });
});

describe('likelySame', () => {
  const vendor = (name: string, corporateNumber: string | null = null, otherNames: string[] = []) => ({
    name,
    corporateNumber,
    otherNames,
  });
  const namesOf = (...vendors: ReturnType<typeof vendor>[]): string[][] => likelySame(vendors).map(group => group.map(({ name }) => name));

  it('finds those whose names differ in how they are written, their other names included', () => {
    expect(namesOf(vendor('株式会社甲'), vendor('乙', null, ['甲株式会社']), vendor('丙'))).toEqual([['株式会社甲', '乙']]);
  });

  it('leaves apart what different corporate numbers tell apart', () => {
    expect(namesOf(vendor('株式会社甲', '1'), vendor('甲株式会社', '2'))).toEqual([]);
    expect(namesOf(vendor('株式会社甲', '1'), vendor('甲株式会社'))).toEqual([['株式会社甲', '甲株式会社']]);
  });
});
