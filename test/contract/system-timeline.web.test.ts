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

it('has the dates of every contract, also of those beyond the first page', async () => {
  const { of } = await openPortal('/systems/s1', {
    signedIn: viewer(['informationSystem', 'contracts', 'contract']),
    answers: {
      SystemPage: { informationSystem: system },
      SystemContractDates: ({ after }: { after?: string | null }) => ({
        contracts: {
          items: Array.from({ length: after ? 20 : 100 }, (_, place) => contract(after ? 100 + place : place)),
          nextCursor: after ? null : 'next',
          totalCount: 120,
        },
      }),
    } as never,
  });
  const timeline = await seen(() => document.querySelector('[role=region][aria-label^="契約の4つの終了日"]'));
  expect(of('SystemContractDates').map(({ variables }) => variables['after'] ?? null)).toEqual([null, 'next']);
  expect(timeline.textContent).toContain('×120');
  expect(document.querySelectorAll('tbody th').length).toBe(120);
});
