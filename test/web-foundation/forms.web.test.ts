import { expect, it } from 'vitest';
import { alerts, field, fill, openPortal, press, refusal, seen, seeText, viewer } from './fixtures/portal-page.ts';

const soumu = {
  id: 'soumu',
  version: 3,
  corporateNumber: '2000012020001',
  name: '総務省',
  nameEn: 'Ministry of Internal Affairs and Communications',
  shortName: '総務',
  kana: 'そうむしょう',
  protocolOrder: 15,
  startsOn: '2001-01-06',
  endsOn: null,
  parent: null,
  children: [],
  successor: null,
  formerNames: [],
  keptByViewer: true,
  hasAdministrator: true,
};
const choices = { OrganisationChoices: { organisations: { items: [{ id: 'finance', name: '財務省', nameEn: 'MOF' }], nextCursor: null } } };
const keeper = viewer(['organisation', 'organisations', 'updateOrganisation', 'renameOrganisation', 'endOrganisation']);

it('keeps what was typed when somebody else has saved first, and names what they changed', async () => {
  const { answers, of } = await openPortal('/organisations/soumu/edit', {
    signedIn: keeper,
    answers: {
      ...choices,
      OrganisationPage: { organisation: soumu },
      UpdateOrganisation: refusal('CONFLICT', '開いた後に他の人が変更しました。', { currentVersion: 4 }),
    },
  });
  await fill('略称', '総務（新）');
  await press('保存する');
  await seen(() => alerts().includes('開いた後に他の人が変更しました。'));

  answers['OrganisationPage'] = { organisation: { ...soumu, version: 4, kana: 'ソウムショウ' } };
  answers['UpdateOrganisation'] = { updateOrganisation: { id: 'soumu' } };
  await press('入力を残したまま、最新の内容を読み込む');
  await seeText('ほかの人が変えた項目: ふりがな。');
  expect((await field('略称')).value).toBe('総務（新）');
  expect((await field('ふりがな')).value).toBe('ソウムショウ');

  await press('保存する');
  await seeText('機関の内容を保存しました。');
  expect(of('UpdateOrganisation').map(({ variables }) => variables['input'])).toMatchObject([
    { version: 3, shortName: '総務（新）', kana: 'そうむしょう' },
    { version: 4, shortName: '総務（新）', kana: 'ソウムショウ' },
  ]);
});

it('repeats an act that had no answer under its key, and uses a new key for another act', async () => {
  const { answers, of } = await openPortal('/organisations/soumu/edit', {
    signedIn: keeper,
    answers: { ...choices, OrganisationPage: { organisation: soumu }, UpdateOrganisation: 'lost' },
  });
  await press('保存する');
  await seen(() => alerts().includes('サーバーと通信できませんでした。'));
  await press('保存する');
  await seen(() => of('UpdateOrganisation').length === 2);
  answers['UpdateOrganisation'] = refusal('BAD_USER_INPUT', '長すぎます。', { field: 'kana' });
  await seen(() => alerts());
  await press('保存する');
  await seeText('＊長すぎます。');
  await press('保存する');
  await seen(() => of('UpdateOrganisation').length === 4);
  const keys = of('UpdateOrganisation').map(({ idempotencyKey }) => idempotencyKey);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).toBe(keys[0]);
  expect(keys[3]).not.toBe(keys[0]);
});

it('points from the summary of faults to the field, and the field to its fault', async () => {
  await openPortal('/organisations/new', { signedIn: viewer(['createOrganisation']), answers: choices });
  await press('機関を登録する');
  await seeText('入力に誤りが 6 件あります。');
  await seen(() => document.activeElement?.getAttribute('role') === 'alert');
  await press('「法人番号」を入力してください。');
  const number = await field('法人番号');
  expect(document.activeElement).toBe(number);
  expect(number.getAttribute('aria-invalid')).toBe('true');
  const described = number
    .getAttribute('aria-describedby')!
    .split(' ')
    .map(id => document.getElementById(id)?.textContent);
  expect(described.join(' ')).toContain('＊「法人番号」を入力してください。');
});

it('asks why before it ends an organisation, and says what it has done', async () => {
  const { answers, of } = await openPortal('/organisations/soumu', {
    signedIn: keeper,
    answers: { ...choices, OrganisationPage: { organisation: soumu }, EndOrganisation: { endOrganisation: { id: 'soumu' } } },
  });
  await press('廃止を記録する');
  await seen(() => document.querySelector('[role=dialog] form'));
  document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
  await seeText('＊「理由」を入力してください。');
  expect(of('EndOrganisation')).toEqual([]);

  answers['OrganisationPage'] = {
    organisation: { ...soumu, version: 4, endsOn: '2026-11-23', successor: { id: 'finance', name: '財務省', nameEn: 'MOF' } },
  };
  await fill('理由', '組織改正');
  await fill('承継する機関', 'finance');
  document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
  await seeText('「総務省」の廃止を記録しました。');
  await seeText('2026年11月23日（令和8年） 廃止');
  expect(of('EndOrganisation')[0]?.variables).toEqual({
    input: { organisationId: 'soumu', version: 3, endsOn: '2026-11-23', successorId: 'finance', reason: '組織改正' },
  });
});

it('does not suspend an account without a reason, and never the own one', async () => {
  const account = {
    id: 'account',
    version: 1,
    login: 'sato',
    name: '佐藤 花子',
    department: null,
    roles: ['ADMINISTRATOR'],
    disabledAt: null,
  };
  const other = { ...account, id: 'other', login: 'tanaka', name: '田中 一郎' };
  const { answers, of } = await openPortal('/people', {
    signedIn: viewer(['accounts', 'updateAccount']),
    answers: {
      AccountListPage: { accounts: { items: [account, other], nextCursor: null, totalCount: 2 } },
      DisableAccount: { disableAccount: { id: 'other' } },
    },
  });
  await seeText('田中 一郎');
  const buttons = [...document.querySelectorAll('tbody button')].map(button => button.textContent?.trim());
  expect(buttons.filter(text => text?.startsWith('停止する'))).toEqual(['停止する（田中 一郎）']);

  await press('停止する');
  const dialog = await seen(() => document.querySelector('[role=alertdialog] form') as HTMLFormElement | null);
  dialog.requestSubmit();
  await seeText('＊理由を入力してください。');
  expect(of('DisableAccount')).toEqual([]);
  answers['AccountListPage'] = {
    accounts: { items: [account, { ...other, version: 2, disabledAt: '2026-11-23T00:00:00Z' }], nextCursor: null, totalCount: 2 },
  };
  await fill('理由', '異動');
  dialog.requestSubmit();
  await seeText('停止中');
  expect(of('DisableAccount')[0]?.variables).toEqual({ input: { accountId: 'other', version: 1, reason: '異動' } });
});
