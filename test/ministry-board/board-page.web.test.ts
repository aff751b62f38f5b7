import { expect, it } from 'vitest';
import { digitalAgency, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const system = (code: string, change: object = {}) => ({
  id: code,
  code,
  name: `システム ${code}`,
  nameEn: null,
  systemClass: null,
  profile: null,
  lifecycleState: 'IN_OPERATION',
  record: {
    requiredCount: 10,
    completenessRatio: 0.5,
    missing: ['OWNER'],
    confirmation: { state: 'NEVER', confirmedOn: null, confirmedByName: null, holdsUntil: null },
  },
  ownerState: 'NONE',
  ownerName: null,
  survey: null,
  next: null,
  ...change,
});

it('takes along what is shown: as a file, on paper, and as a link', async () => {
  await openPortal('/ministries/digital?class=UNKNOWN&sort=name', {
    signedIn: viewer(['ministryBoard', 'download:ministry-board']),
    answers: {
      MinistryBoardPage: {
        ministryBoard: {
          organisation: digitalAgency,
          confirmationMonths: 6,
          systems: [system('A'), system('B', { systemClass: 'MINISTRY' })],
        },
      },
    },
  });
  await seeText('2 件中 1 件を表示しています');
  const files = [...document.querySelectorAll('a[download]')].map(link => link.getAttribute('href'));
  expect(files).toEqual([
    '/download/ministry-board/digital.xlsx?class=UNKNOWN&sort=name&lang=ja',
    '/download/ministry-board/digital.csv?class=UNKNOWN&sort=name&lang=ja',
    '/download/ministry-board/digital.csv?class=UNKNOWN&sort=name&lang=ja&encoding=cp932',
  ]);
  // Seen on paper alone.
  expect(document.querySelector('.print-only')!.textContent).toMatch(/システムの分類: 未登録 ／ 並び順: 名称順 ／ .* 印刷/);
  const buttons = [...document.querySelectorAll('button')].map(button => button.textContent?.trim());
  expect(buttons).toContain('印刷');
  await press('この表示のリンクをコピー');
  await seeText('リンクをコピーしました');
  expect(await navigator.clipboard.readText()).toContain('/ministries/digital?class=UNKNOWN&sort=name');
});

const empty = {
  organisation: digitalAgency,
  systemCount: 0,
  completenessRatio: null,
  incompleteCount: 0,
  neverConfirmedCount: 0,
  confirmationDueCount: 0,
  ownerLeftCount: 0,
  noOwnerCount: 0,
  unknownClassCount: 0,
  unknownProfileCount: 0,
  openSurveyCount: 0,
  next: null,
};

it('all ministries are narrowed to what is not recorded, and the paper says to what', async () => {
  const page = await openPortal('/ministries/overview?profile=III', {
    signedIn: viewer(['ministryOverview', 'download:ministry-overview']),
    answers: { MinistryOverviewPage: { ministryOverview: { ministries: [empty] } } },
  });
  await fill('システムの分類', 'UNKNOWN');
  await seen(() => page.of('MinistryOverviewPage').some(({ variables }) => variables['systemClass'] === 'UNKNOWN'));
  expect(page.of('MinistryOverviewPage').at(-1)?.variables).toEqual({ systemClass: 'UNKNOWN', profile: 'III' });
  // Seen on paper alone.
  await seen(() =>
    /システムの分類: 未登録 ／ システムプロファイル: Type III.* ／ .* 印刷/.test(document.querySelector('.print-only')!.textContent!),
  );
  // A ministry without such systems has left nothing unrecorded.
  const cells = [...document.querySelectorAll('tbody td > div')].map(cell => cell.textContent?.trim());
  expect(cells).toEqual(['0', '該当なし', ...Array.from({ length: 8 }, () => '0'), '該当なし']);
  for (const term of ['システム分類（①②③）', 'システムプロファイル（Ⅰ〜Ⅳ）'])
    expect(document.querySelector(`form button[aria-label="${term} の説明を開く"]`)).not.toBeNull();
  const files = [...document.querySelectorAll('a[download]')].map(link => link.getAttribute('href'));
  expect(files[0]).toContain('class=UNKNOWN&profile=III');
});
