import { expect, it } from 'vitest';
import { digitalAgency, openPortal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';
import { facts } from './facts.ts';

const texts = (selector: string) => [...document.querySelectorAll(selector)].map(each => each.textContent?.replace(/\s+/g, ' ').trim());
const counts = (lessUsedCount: number, moreUsedCount: number, unchangedCount: number, unknownCount: number) => ({
  lessUsedCount,
  moreUsedCount,
  unchangedCount,
  unknownCount,
  comparedCount: lessUsedCount + moreUsedCount + unchangedCount,
  notUsedBeforeCount: 1,
  notUsedCount: 2,
});

it('shows what changed since the round before, by ministry, and what is unknown as that', async () => {
  const ministry = (organisationId: string, organisationName: string, change: object) => ({
    organisationId,
    organisationName,
    organisationNameEn: null,
    asked: true,
    askedBefore: true,
    ...change,
  });
  await openPortal('/survey-rounds/r1/verdicts', {
    signedIn: viewer(['roundVerdicts', 'download:round-change']),
    answers: {
      RoundVerdictsPage: {
        surveyRound: {
          id: 'r1',
          title: '令和8年度調査',
          fiscalYear: 2026,
          state: 'CLOSED',
          system: { id: 's1', name: '旅費システム', nameEn: 'Travel' },
        },
        roundVerdicts: [{ ...facts(), decision: null }],
      },
      RoundChange: {
        roundChange: {
          roundId: 'r1',
          title: '令和8年度調査',
          fiscalYear: 2026,
          previousRoundId: 'r0',
          previousTitle: '令和7年度調査',
          ...counts(3, 1, 4, 12),
          ministries: [
            ministry('o1', '内閣府', counts(3, 1, 4, 0)),
            ministry('o2', '総務省', counts(0, 0, 0, 12)),
            ministry('o3', '法務省', { ...counts(0, 0, 0, 0), askedBefore: false }),
          ],
        },
      },
    },
  });
  await seen(() => document.querySelector('details table'));
  expect(texts('details summary')).toContain('前回「令和7年度調査」からの変化: 利用が減った 3、増えた 1、変わらず 4、不明 12');
  const [first, second, third] = texts('details tbody tr');
  expect(first).toMatch(/内閣府 利用が減った3利用が増えた1変わらず4不明（未回答）0未利用の割合12.5% → 25%$/);
  expect(second).toMatch(/総務省 利用が減った0利用が増えた0変わらず0不明（未回答）12未利用の割合不明$/);
  expect(third).toMatch(/法務省 今回のみ対象 ?利用が減った比較なし/);
  expect(document.querySelector('details a[download]')?.getAttribute('href')).toBe('/download/round-change/r1.xlsx?lang=ja');
});

it('shows on the page of a system what changed from round to round, and says where there is nothing to compare', async () => {
  const { id, name, nameEn } = digitalAgency;
  const system = {
    id: 's1',
    version: 1,
    code: 'S-1',
    name: '旅費システム',
    nameEn: null,
    description: null,
    systemClass: null,
    profile: null,
    lifecycleState: 'IN_OPERATION',
    plannedOn: null,
    operationStartsOn: null,
    replacementOn: null,
    retiresOn: null,
    featureCount: 3,
    provider: { id, name, nameEn },
    users: [],
    contacts: [],
  };
  const round = (roundId: string, title: string, previousRoundId: string | null, previousTitle: string | null) => ({
    roundId,
    title,
    fiscalYear: 2026,
    previousRoundId,
    previousTitle,
    ...counts(3, 1, 4, 12),
  });
  const open = (roundChanges: object[]) =>
    openPortal('/systems/s1', {
      signedIn: viewer(['informationSystem', 'roundChange', 'download:system-changes']),
      answers: { SystemPage: { informationSystem: system }, SystemRoundChanges: { informationSystem: { id: 's1', roundChanges } } },
    });
  await open([round('r1', '令和8年度調査', 'r0', '令和7年度調査'), round('r0', '令和7年度調査', null, null)]);
  await seen(() => document.querySelector('a[href="/survey-rounds/r1/verdicts"]'));
  expect(texts('tbody tr').filter(text => text?.includes('前回の調査'))).toEqual([
    expect.stringMatching(
      /令和8年度調査 ?前回の調査令和7年度調査利用が減った3利用が増えた1変わらず4不明（未回答）12未利用の割合12.5% → 25%/,
    ),
  ]);
  expect(document.querySelector('a[download]')?.getAttribute('href')).toBe('/download/system-changes/s1.xlsx?lang=ja');
  await open([round('r0', '令和7年度調査', null, null)]);
  await seeText('比べられる調査がまだありません。');
});
