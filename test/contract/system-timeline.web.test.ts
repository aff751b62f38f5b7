import { beforeAll, expect, it } from 'vitest';
import { digitalAgency, openPortal, seen, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** The dates of a system: the timeline is whole, or it would say that there are no others. */
beforeAll(async () => void (await import('../../web/information-system/SystemPage.vue')), 60_000);

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
  provider: digitalAgency,
  users: [],
  contacts: [],
};
const contract = (place: number): object => ({
  id: `c${place}`,
  number: `K-${place}`,
  title: `契約${place}`,
  kind: 'OPERATION',
  endKind: 'KNOWN',
  endsOn: '2027-03-31',
  licenceEndsOn: null,
  stopsOn: null,
  vendorSupportEnd: { state: 'UNKNOWN', endsOn: null, isPast: false },
});

const page = (count: number, from: number, nextCursor: string | null): object => ({
  contracts: { items: Array.from({ length: count }, (_, place) => contract(from + place)), nextCursor, totalCount: 120 },
});
const openSystem = (contracts: (after: string | null) => object | 'lost') =>
  openPortal('/systems/s1', {
    signedIn: viewer(['informationSystem', 'contracts', 'contract']),
    answers: {
      SystemPage: { informationSystem: system },
      SystemContractDates: ({ after = null }: { after?: string | null }) => contracts(after),
    } as never,
  });

it('has the dates of every contract, also of those beyond the first page', async () => {
  const { of } = await openSystem(after => page(after ? 20 : 100, after ? 100 : 0, after ? null : 'next'));
  const timeline = await seen(() => document.querySelector('[role=region][aria-label^="契約の4つの終了日"]'));
  expect(of('SystemContractDates').map(({ variables }) => variables['after'] ?? null)).toEqual([null, 'next']);
  expect(timeline.textContent).toContain('×120');
  expect(document.querySelectorAll('tbody th').length).toBe(120);
});

it('shows none where further ones cannot be read, and does not ask on and on', async () => {
  const { of } = await openSystem(after => (after ? 'lost' : page(100, 0, 'next')));
  await seen(() => document.querySelector('main [role=alert]'));
  await new Promise(done => setTimeout(done, 200));
  expect(of('SystemContractDates')).toHaveLength(2);
  expect(document.querySelector('[role=region][aria-label^="契約の4つの終了日"]')).toBeNull();
});
