import { expect, it } from 'vitest';
import { alerts, field, fill, openPortal, press, refusal, seen, seeText, viewer } from './fixtures/portal-page.ts';

const quiet = { HomeRegisters: { organisations: { totalCount: 21 }, informationSystems: { totalCount: 3 } } };

it('leads whoever is not signed in to the sign-in, and on to the page that they asked for', async () => {
  await openPortal('/organisations?search=x', {
    signedIn: null,
    answers: {
      SignIn: { signIn: viewer(['organisations']) },
      OrganisationListPage: { organisations: { items: [], nextCursor: null, totalCount: 0 } },
    },
  });
  expect(document.querySelector('h1')?.textContent).toBe('サインイン');
  await fill('利用者ID', ' sato@digital.example ');
  await fill('パスワード', 'a long password');
  await press('サインイン');
  await seeText('条件に合う機関はありません。');
  expect(window.location.pathname + window.location.search).toBe('/organisations?search=x');
});

it('says in words of the server why a sign-in was refused, and keeps the typed name', async () => {
  await openPortal('/sign-in', { signedIn: null, answers: { SignIn: refusal('SIGN_IN_REFUSED', '利用者IDまたはパスワードが違います。') } });
  await fill('利用者ID', 'sato');
  await fill('パスワード', 'wrong');
  await press('サインイン');
  await seen(() => alerts());
  expect(alerts()).toContain('利用者IDまたはパスワードが違います。');
  expect((await field('利用者ID')).value).toBe('sato');
});

it('asks for both fields before it asks the server', async () => {
  const { of } = await openPortal('/sign-in', { signedIn: null });
  await press('サインイン');
  await seen(() => alerts().includes('「利用者ID」を入力してください。') && alerts().includes('「パスワード」を入力してください。'));
  expect(of('SignIn')).toEqual([]);
});

it.each(['//evil.example/', '/\\evil.example', 'https://evil.example/'])('does not go on to %s after signing in', async redirect => {
  await openPortal(`/sign-in?redirect=${encodeURIComponent(redirect)}`, {
    signedIn: null,
    answers: { SignIn: { signIn: viewer([]) }, ...quiet },
  });
  await fill('利用者ID', 'sato');
  await fill('パスワード', 'a long password');
  await press('サインイン');
  await seeText('今日は 2026年11月23日（令和8年） です。');
  expect(window.location.pathname).toBe('/');
});

it('puts into the menu what the viewer may use, and nothing else', async () => {
  await openPortal('/', { signedIn: viewer(['informationSystems', 'auditEntries']), answers: quiet });
  const menu = await seen(() => document.querySelector('#main-menu'));
  expect([...menu.querySelectorAll('a')].map(link => link.textContent?.trim())).toEqual(['ホーム', '情報システム', '操作の記録']);
});

it('says who may open a page instead of opening it for somebody else', async () => {
  const { received } = await openPortal('/people', { signedIn: viewer(['organisations'], { roles: ['RESPONDENT'] }) });
  await seeText('このページを開く権限がありません');
  await seeText('デジタル庁 での役割: 回答者（業務実施部門）');
  expect(received.map(({ operation }) => operation)).toEqual(['Viewer']);
});

it('shows that the data are samples, for whom the person acts, and in which language', async () => {
  const { of } = await openPortal('/', { signedIn: viewer(['organisations']), answers: quiet });
  await seeText('サンプルデータ');
  await seeText('佐藤 花子 さん');
  expect(document.title).toBe('ホーム｜棚卸し');
  await press('English');
  await seen(() => document.documentElement.lang === 'en');
  expect(document.querySelector('h1')?.textContent).toBe('Home');
  expect(document.title).toBe('Home – Tanaoroshi');
  expect(of('HomeRegisters')[0]?.language).toBe('ja');
});

it('lets a person sign in again over the page when the session has ended, without losing what they typed', async () => {
  const { answers } = await openPortal('/organisations/new', {
    signedIn: viewer(['createOrganisation']),
    answers: {
      OrganisationChoices: { organisations: { items: [], nextCursor: null } },
      CreateOrganisation: refusal('UNAUTHENTICATED', 'サインインしてください。'),
      SignIn: { signIn: viewer(['createOrganisation']) },
    },
  });
  for (const label of ['法人番号', '名称（日本語）', 'ふりがな', '略称', '名称（英語）']) await fill(label, 'あ');
  await fill('建制順', '１３');
  await press('機関を登録する');
  await seeText('もう一度サインインしてください');
  answers['CreateOrganisation'] = refusal('BAD_USER_INPUT', '法人番号の検査数字が合いません。', { field: 'corporateNumber' });
  await fill('利用者ID', 'sato');
  await fill('パスワード', 'a long password');
  await press('サインイン');
  await seen(() => !document.body.textContent?.includes('もう一度サインインしてください') && !alerts());
  await press('機関を登録する');
  await seeText('＊法人番号の検査数字が合いません。');
  expect((document.querySelector('main input') as HTMLInputElement).value).toBe('あ');
});

it('says that the server cannot be reached at the start, and opens the page once it can', async () => {
  const { answers } = await openPortal('/', { signedIn: null, answers: { Viewer: 'lost', ...quiet } });
  await seen(() => alerts().includes('サーバーと通信できませんでした。'));
  answers['Viewer'] = { portal: { today: '2026-11-23', sampleData: false, passwordMinLength: 12 }, viewer: viewer([]) };
  await press('もう一度試す');
  await seeText('今日は 2026年11月23日（令和8年） です。');
  expect(alerts()).toBe('');
});
