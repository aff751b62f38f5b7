import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

let portal: TestPortal;
let officer: Person;
let systemIds: string[];

beforeAll(async () => {
  portal = await openPortal();
  const ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER);
  officer = ministry.as(Role.BUDGET_OFFICER);
  systemIds = [];
  for (const code of ['S-1', 'S-2', 'S-3']) systemIds.push((await makeSystem(ministry.as(Role.PORTFOLIO_MANAGER), 0, { code })).id);
});
afterAll(() => portal.close());

describe('a contract', () => {
  const CREATE = `mutation ($input: CreateContractInput!) { createContract(input: $input) {
    id version number endKind endsOn amountYen vendor { name corporateNumber otherNames } systems { id } years { fiscalYear obligationYen }
    budget { standing renewalFiscalYear noticeOn } } }`;
  const UPDATE =
    'mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version endKind systems { id } years { fiscalYear } } }';
  interface Made {
    id: string;
    version: number;
    vendor: { name: string; otherNames: string[] };
  }
  const create = async (input: object): Promise<Made> =>
    (await officer.expectData<{ createContract: Made }>(CREATE, { input: contractInput(input as never) })).createContract;

  it('is recorded with systems, years and supplier, and says which request pays its renewal', async () => {
    const input = {
      number: '作成-1',
      endsOn: '2031-03-31',
      startsOn: '2029-04-01',
      noticeDays: 60,
      amountYen: 200,
      amountBasis: 'TOTAL',
      systemIds: [systemIds[1], systemIds[0]],
      vendorName: '株式会社架空',
      years: [
        { fiscalYear: 2030, obligationYen: 150 },
        { fiscalYear: 2029, obligationYen: 50 },
      ],
    };
    expect(await create(input)).toMatchObject({
      version: 1,
      endKind: 'KNOWN',
      vendor: { name: '株式会社架空', corporateNumber: null },
      systems: [{ id: systemIds[1] }, { id: systemIds[0] }],
      years: [
        { fiscalYear: 2029, obligationYen: 50 },
        { fiscalYear: 2030, obligationYen: 150 },
      ],
      budget: { standing: 'OTHER_YEAR', renewalFiscalYear: 2031, noticeOn: '2031-01-30' },
    });
  });

  it('names one supplier by one corporate number, however it is written', async () => {
    await create({ vendorName: 'カブシキ商会', vendorCorporateNumber: '7000012050002' });
    const { vendor } = await create({ vendorName: '株式会社商会', vendorCorporateNumber: '7000012050002' });
    expect(vendor).toMatchObject({ name: 'カブシキ商会', otherNames: ['株式会社商会'] });
    expect((await create({ vendorName: '（株）商会' })).vendor).toMatchObject({ name: 'カブシキ商会' });
  });

  it('is changed as a whole, and a late writer is told', async () => {
    const { id } = await create({ number: '変更-1', systemIds: [systemIds[0]], years: [{ fiscalYear: 2026, budgetedYen: 5 }] });
    const input = { ...contractInput({ number: '変更-1', endsOn: '2027-03-31', systemIds: [systemIds[2]] }), contractId: id, version: 1 };
    const { updateContract } = await officer.expectData<{ updateContract: { version: number } }>(UPDATE, { input });
    expect(updateContract).toMatchObject({ endKind: 'KNOWN', systems: [{ id: systemIds[2] }], years: [] });
    const refusal = await officer.expectRefusal(UPDATE, { input });
    expect(refusal.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: updateContract.version });
  });

  it('keeps a system that whoever changes it cannot see, in its place', async () => {
    const provider = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const hidden = (await makeSystem(provider.as(Role.PORTFOLIO_MANAGER), 1)).id;
    const { id } = await create({ number: '隠れ-1', systemIds: [systemIds[0], systemIds[1]] });
    await portal.superuser.query(
      `alter table contract_system disable trigger all;
       update contract_system set system_id = '${hidden}' where contract_id = '${id}' and position = 1;
       alter table contract_system enable trigger all`,
    );
    await officer.expectData(UPDATE, {
      input: { ...contractInput({ number: '隠れ-1', systemIds: [systemIds[2], systemIds[0]] }), contractId: id, version: 1 },
    });
    const { rows } = await portal.superuser.query('select system_id as id from contract_system where contract_id = $1 order by position', [
      id,
    ]);
    expect(rows.map(row => row.id)).toEqual([systemIds[2], hidden, systemIds[0]]);
  });

  it.each([
    ['a number that is taken', { number: '作成-1' }, 'number'],
    ['a known end without a day', { endKind: 'KNOWN' }, 'endsOn'],
    ['an unknown end with a day', { endKind: 'UNKNOWN', endsOn: '2027-03-31' }, 'endsOn'],
    ['an end before its start', { startsOn: '2027-04-01', endsOn: '2027-03-31' }, 'endsOn'],
    ['parts of a yen', { amountYen: 0.5 }, 'amountYen'],
    ['periodic maintenance of a licence', { maintenanceStyle: 'PERIODIC' }, 'maintenanceStyle'],
    ['an end of support without a source', { supportEndsOn: '2027-01-01' }, 'supportEndSource'],
    ['an address that is none', { documentUrls: ['javascript:alert(1)'] }, 'documentUrls'],
    ['a corporate number that is none', { vendorName: '商会', vendorCorporateNumber: '1234567890123' }, 'vendorCorporateNumber'],
    ['a system that is not there', { systemIds: ['00000000-0000-4000-8000-000000000000'] }, 'systemIds'],
    [
      'parts of an obligation that do not add up',
      { amountYen: 9, amountBasis: 'TOTAL', years: [{ fiscalYear: 2026, obligationYen: 8 }] },
      'years',
    ],
    [
      'an obligation over six years',
      {
        amountYen: 6,
        amountBasis: 'TOTAL',
        years: Array.from({ length: 6 }, (_, year) => ({ fiscalYear: 2026 + year, obligationYen: 1 })),
      },
      'years',
    ],
  ])('is refused with %s', async (_, input, field) => {
    const { extensions } = await officer.expectRefusal(CREATE, { input: contractInput(input) });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is nobody else’s to see or change', async () => {
    const { id } = await create({});
    const stranger = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    expect((await stranger.expectRefusal('query ($id: ID!) { contract(id: $id) { id } }', { id })).extensions.code).toBe('NOT_FOUND');
    const input = { ...contractInput(), contractId: id, version: 1 };
    expect((await stranger.expectRefusal(UPDATE, { input })).extensions.code).toBe('NOT_FOUND');
  });
});
