import { expect, it } from 'vitest';
import { openPortal, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const ministry = (name: string) => ({ id: name, name, nameEn: name, shortName: name });
const line = (title: string, part: string, monthsToJoint: number | null, endsOn: string | null) => ({
  part,
  monthsToJoint,
  contract: { id: title, number: title, title, endKind: endsOn ? 'KNOWN' : 'UNKNOWN', endsOn, organisation: ministry(`${title}の府省`) },
});
const product = {
  id: 'name:a',
  name: '文書作成ソフト',
  organisationCount: 3,
  contractCount: 5,
  yearlyYen: 3_002_000_000,
  unknownAmountCount: 2,
  unknownEndCount: 1,
  jointMonth: '2027-03',
  togetherCount: 2,
  contracts: [
    line('甲', 'UNKNOWN_END', null, null),
    line('乙', 'EARLIER', 15, '2025-12-31'),
    line('丙', 'TOGETHER', 3, '2026-12-31'),
    line('丁', 'TOGETHER', 0, '2027-03-31'),
    line('戊', 'LATER', -24, '2029-03-31'),
  ],
};

const open = (items: object[]) =>
  openPortal('/contracts/shared-products', {
    signedIn: viewer(['sharedProducts', 'contracts', 'contract']),
    answers: { SharedProductPage: { sharedProducts: { items, nextCursor: null, totalCount: items.length } } },
  });

it('says for each product in which month how many can renew together, and what is unknown', async () => {
  await open([product, { ...product, id: 'name:b', name: '地図', jointMonth: null, togetherCount: 0, unknownEndCount: 0, contracts: [] }]);
  await seeText('2027年3月');
  const [writer, map] = [...document.querySelectorAll('main tbody tr')].map(row => row.textContent);
  expect(writer).toContain('3 府省のうち 2 府省');
  expect(writer).toContain('終了日不明 1 件');
  expect(writer).toContain('3,002,000,000 円');
  expect(writer).toContain('ほかに年額不明 2 件');
  expect(map).toContain('そろえられる月がありません');
});

it('says for each contract what brings it to that month', async () => {
  await open([product]);
  await seeText('文書作成ソフト');
  const lines = [...document.querySelectorAll('main details li')].map(item =>
    [...item.children].map(({ textContent }) => textContent.trim()),
  );
  expect(lines.map(parts => [parts[0], parts.at(-1)])).toEqual([
    ['甲の府省', '終了日が分からないため、判断できません。'],
    ['乙の府省', '15 か月前に終わるため、間に一度更新が要ります。'],
    ['丙の府省', '3 か月延ばせばそろいます。'],
    ['丁の府省', 'この月に終わります。'],
    ['戊の府省', '24 か月後に終わるため、次の更新からそろえられます。'],
  ]);
  expect([...document.querySelectorAll('main details a')].map(link => link.getAttribute('href'))).toEqual(
    ['甲', '乙', '丙', '丁', '戊'].map(id => `/contracts/${encodeURIComponent(id)}`),
  );
});

it('says why there may be none', async () => {
  await open([]);
  await seeText('複数の府省が契約している製品はありません。');
  expect(document.querySelector('main')!.textContent).toContain('製品名が空欄の契約は対象になりません');
});
