import { expect, it } from 'vitest';
import { openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** The viewer of the fixture is in charge of the first; the third is over. */
const me = (viewer([], {}) as { account: { id: string; name: string } }).account;
const other = { id: 'other', name: '別の人', department: null };
const item = (given: object) => ({
  id: 'x',
  version: 1,
  text: '用件',
  dueOn: null,
  owner: { id: me.id, name: me.name, department: null },
  system: null,
  recordedByName: '佐藤',
  recordedAt: '2026-11-01T00:00:00Z',
  result: null,
  closedByName: null,
  closedAt: null,
  ...given,
});
const ITEMS = [
  item({ id: 'a', text: '修正プログラムを適用する', system: { id: 's', name: '電子申請', nameEn: null } }),
  item({ id: 'b', text: '改版を受け取る', dueOn: '2026-11-20', owner: other }),
  item({ id: 'c', text: '台帳を直す', result: '直した', closedByName: '佐藤', closedAt: '2026-11-10T00:00:00Z' }),
];
const open = (roles: string[], items: object[] = ITEMS) =>
  openPortal('/carry-overs', {
    signedIn: viewer(['carryOverItems', 'recordCarryOverItem'], { roles }),
    answers: {
      CarryOverList: { carryOverItems: { items, nextCursor: null, totalCount: items.length } },
      DecisionSystems: { informationSystems: { items: [], nextCursor: null, totalCount: 0 } },
    },
  });
const rows = () => [...document.querySelectorAll('tbody tr')].map(row => row.textContent!.replaceAll(/\s+/g, ' ').trim());
const found = () => seen(() => (rows().length ? rows() : null));

it('says what has no date, what is late, who is in charge and what became of it', async () => {
  await open(['RESPONDENT']);
  const [undated, late, over] = await found();
  expect(undated).toMatch(/修正プログラムを適用する.*電子申請.*日付未定/);
  expect(late).toMatch(/改版を受け取る.*期日を過ぎています.*別の人/);
  expect(over).toMatch(/完了.*直した/);
});

it('lets the person in charge change and end it, and those who watch over all', async () => {
  await open(['RESPONDENT']);
  const [own, others, over] = await found();
  expect(own).toContain('完了にする');
  expect(others).not.toContain('完了にする');
  expect(over).not.toContain('完了にする');
});

it('lets whoever keeps the portfolio end what is others’', async () => {
  await open(['PORTFOLIO_MANAGER']);
  const [, others, over] = await found();
  expect(others).toContain('完了にする');
  expect(over).not.toContain('完了にする');
});

it('says when nothing is carried over, and what belongs here', async () => {
  await open(['RESPONDENT'], []);
  await seeText('継続調査事項はありません。');
  await seeText('時期未定');
  expect(rows()).toEqual([]);
});

it('speaks English', async () => {
  await open(['RESPONDENT']);
  await found();
  await press('English');
  await seeText('No date yet');
  expect(rows()[1]).toContain('The day has passed');
});
