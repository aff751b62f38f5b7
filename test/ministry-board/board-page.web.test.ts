import { expect, it } from 'vitest';
import { digitalAgency, openPortal, press, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

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
