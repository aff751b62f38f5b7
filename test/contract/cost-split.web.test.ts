import { beforeAll, expect, it } from 'vitest';
import { fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** The form of a contract asks for the part that is 整備経費 where both classes of cost pay. */
beforeAll(async () => void (await import('../../web/contract/ContractNewPage.vue')), 60_000);

it('asks how much is development only where both classes pay, and sends it with the amount', async () => {
  const { of } = await openPortal('/contracts/new', {
    signedIn: viewer(['contracts', 'contract', 'createContract', 'informationSystems']),
    answers: {
      DecisionSystems: { informationSystems: { items: [], nextCursor: null, totalCount: 0 } },
      CreateContract: { createContract: { id: 'c1' } },
      ContractPage: { contract: null },
    } as never,
  });
  await fill('契約番号', 'K-1');
  await fill('件名', '運用と改修');
  await fill('契約の終了日の区分', 'UNKNOWN');
  await fill('金額（円）', '1,000');
  expect(document.body.textContent).not.toContain('うち整備経費');
  await fill('経費区分', 'BOTH');
  await seeText('うち整備経費（円）');
  await press('契約を登録する');
  await seeText('うち整備経費を入力してください。');
  await fill('うち整備経費（円）', '333');
  await press('契約を登録する');
  const { variables } = await seen(() => of('CreateContract')[0]);
  expect(variables).toMatchObject({ input: { amountYen: 1000, costClass: 'BOTH', developmentYen: 333 } });
});
