import { expect, it } from 'vitest';
import { openPortal, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const ministry = { id: 'm', name: '総務省', nameEn: 'MIC', shortName: '総務' };
const finding = (kind: string, more: object, contract: object = {}) => ({
  id: `c-${kind}`,
  kind,
  yearlyYen: 500_000,
  gap: null,
  callCount: null,
  featureCount: 0,
  candidateCount: 0,
  undecidedCount: 0,
  ...more,
  contract: {
    id: `c-${kind}`,
    number: 'K-1',
    title: `契約${kind}`,
    endKind: 'KNOWN',
    endsOn: '2027-03-31',
    quantity: 10,
    usedQuantity: 5,
    organisation: ministry,
    ...contract,
  },
});

const open = (items: object[], path = '/contracts/findings') =>
  openPortal(path, {
    signedIn: viewer(['contractFindings', 'contracts', 'contract', 'organisations', 'download:contract-findings']),
    answers: {
      ContractFindingPage: {
        contractFindings: { items, nextCursor: null, totalCount: items.length, counts: [{ kind: 'NOT_JUDGED', count: 12 }] },
      },
    },
  });

it('says why each contract is worth a look, with its figures, and what could not be judged', async () => {
  await open([
    finding('EXCESS_USE', { yearlyYen: null }, { usedQuantity: 12 }),
    finding('FEW_CALLS', { callCount: 0 }),
    finding('HARDLY_USED', { featureCount: 9, candidateCount: 4, undecidedCount: 2 }),
  ]);
  await seeText('判断に必要な値が未登録のものが 12 件あります。');
  const [excess, calls, use] = [...document.querySelectorAll('main tbody tr')].map(row => row.textContent);
  expect(excess).toContain('契約数量 10、使用数量 12');
  expect(excess).toContain('未登録');
  expect(calls).toContain('年間の呼出し 0 回（6回以下）');
  expect(calls).toContain('500,000 円');
  expect(use).toContain('判定できた 7 機能のうち 4 機能が廃止・縮小の候補（ほかに判定保留 2 機能）');
});

it('says of what cannot be judged which figure is missing', async () => {
  await open([finding('NOT_JUDGED', { gap: 'USE_UNKNOWN' })], '/contracts/findings?kind=NOT_JUDGED');
  await seeText('機能の利用状況が分かりません。');
  expect(document.body.textContent).not.toContain('判断に必要な値が未登録のものが');
});
