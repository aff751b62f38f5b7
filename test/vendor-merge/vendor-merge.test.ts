import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { corporateNumberFrom } from '../support/corporate-number.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** Several names of one company become one supplier, which imports find, and which can be told apart again. */
let portal: TestPortal;
let keeper: Person;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());
beforeEach(async () => {
  keeper = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
});

interface Vendor {
  id: string;
  version: number;
  name: string;
  corporateNumber: string | null;
  otherNames: string[];
  contractCount: number;
}
const VENDOR = 'id version name corporateNumber otherNames contractCount';
const MERGE = `mutation ($input: MergeVendorsInput!) { mergeVendors(input: $input) { ${VENDOR} } }`;
const UNDO = `mutation ($input: UndoVendorMergeInput!) { undoVendorMerge(input: $input) { ${VENDOR} } }`;
const UPDATE = `mutation ($input: UpdateVendorInput!) { updateVendor(input: $input) { ${VENDOR} } }`;
const A = corporateNumberFrom(123_456_789_012);
const B = corporateNumberFrom(123_456_789_013);

const csv = (...rows: string[]): Buffer => Buffer.from(`${['契約番号,種別,件名,終了日,事業者,事業者法人番号', ...rows].join('\r\n')}\r\n`);
const row = (number: string, vendor: string, corporateNumber = ''): string => `${number},運用,件名,2027-03-31,${vendor},${corporateNumber}`;

async function vendors(person = keeper, search: string | null = null): Promise<Vendor[]> {
  const { vendors: page } = await person.expectData<{ vendors: { items: Vendor[] } }>(
    `query ($search: String) { vendors(search: $search) { items { ${VENDOR} } } }`,
    { search },
  );
  return page.items;
}
const called = async (name: string): Promise<Vendor> => (await vendors()).find(vendor => vendor.name === name)!;
async function vendorOf(number: string): Promise<string | null> {
  const { contracts } = await keeper.expectData<{ contracts: { items: { number: string; vendor: { name: string } | null }[] } }>(
    '{ contracts { items { number vendor { name } } } }',
  );
  return contracts.items.find(one => one.number === number)!.vendor?.name ?? null;
}
const inputOf = (kept: Vendor, ...merged: Vendor[]) => ({
  input: { keptId: kept.id, version: kept.version, merged: merged.map(({ id, version }) => ({ vendorId: id, version })) },
});
const merge = async (kept: Vendor, ...merged: Vendor[]): Promise<Vendor> =>
  (await keeper.expectData<{ mergeVendors: Vendor }>(MERGE, inputOf(kept, ...merged))).mergeVendors;
async function merges(): Promise<{ id: string; version: number; name: string; undoneByName: string | null }[]> {
  const { vendorMerges } = await keeper.expectData<{
    vendorMerges: { items: { id: string; version: number; name: string; undoneByName: string | null }[] };
  }>('{ vendorMerges { items { id version name undoneByName } } }');
  return vendorMerges.items;
}
async function undo(name: string): Promise<Vendor> {
  const { id, version } = (await merges()).find(one => one.name === name && !one.undoneByName)!;
  return (await keeper.expectData<{ undoVendorMerge: Vendor }>(UNDO, { input: { vendorMergeId: id, version } })).undoVendorMerge;
}

describe('suppliers', () => {
  it('are proposed for a merge where only the writing differs, found by any name, and seen by their organisation alone', async () => {
    await importLedger(keeper, csv(row('C-1', '株式会社甲'), row('C-2', '甲株式会社'), row('C-3', '甲株式会社'), row('C-4', '乙')));
    const { vendorDuplicates } = await keeper.expectData<{ vendorDuplicates: { totalCount: number; groups: { vendors: Vendor[] }[] } }>(
      '{ vendorDuplicates { totalCount groups { vendors { name contractCount } } } }',
    );
    expect(vendorDuplicates).toEqual({
      totalCount: 1,
      groups: [
        {
          vendors: [
            { name: '甲株式会社', contractCount: 2 },
            { name: '株式会社甲', contractCount: 1 },
          ],
        },
      ],
    });
    expect((await vendors(keeper, '甲')).map(({ name }) => name).toSorted()).toEqual(['株式会社甲', '甲株式会社'].toSorted());
    const stranger = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    expect(await vendors(stranger)).toEqual([]);
    const { extensions } = await stranger.expectRefusal(MERGE, inputOf((await vendors())[0]!, (await vendors())[1]!));
    expect(extensions.code).toBe('NOT_FOUND');
  });
});

describe('a merge', () => {
  it('says before what it will do, and then does that', async () => {
    await importLedger(keeper, csv(row('C-1', '甲商事'), row('C-2', '甲商事（本店）', A), row('C-3', 'コウ商事')));
    const [kept, first, second] = [await called('甲商事'), await called('甲商事（本店）'), await called('コウ商事')];
    const { vendorMergePreview } = await keeper.expectData<{ vendorMergePreview: object }>(
      `query ($keptId: ID!, $mergedIds: [ID!]!) { vendorMergePreview(keptId: $keptId, mergedIds: $mergedIds) {
        kept { name } corporateNumber otherNames movedCount moved { number vendor { name } } } }`,
      { keptId: kept.id, mergedIds: [first.id, second.id] },
    );
    expect(vendorMergePreview).toEqual({
      kept: { name: '甲商事' },
      corporateNumber: A,
      otherNames: ['甲商事（本店）', 'コウ商事'],
      movedCount: 2,
      moved: [
        { number: 'C-2', vendor: { name: '甲商事（本店）' } },
        { number: 'C-3', vendor: { name: 'コウ商事' } },
      ],
    });
    expect((await vendors()).length).toBe(3);
    expect(await merge(kept, first, second)).toMatchObject({
      name: '甲商事',
      corporateNumber: A,
      otherNames: ['甲商事（本店）', 'コウ商事'],
      contractCount: 3,
    });
    expect((await vendors()).map(({ name }) => name)).toEqual(['甲商事']);
    expect(await Promise.all(['C-1', 'C-2', 'C-3'].map(vendorOf))).toEqual(['甲商事', '甲商事', '甲商事']);
  });

  it('is what the next import goes by: the same file changes nothing, a new contract finds the supplier', async () => {
    const bytes = csv(row('C-1', '甲商事'), row('C-2', 'コウ商事'));
    await importLedger(keeper, bytes);
    await merge(await called('甲商事'), await called('コウ商事'));
    expect(await importLedger(keeper, bytes)).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: 2 });
    await importLedger(keeper, csv(row('C-3', 'ｺｳ商事')));
    expect(await vendorOf('C-3')).toBe('甲商事');
    expect((await vendors()).length).toBe(1);
  });

  it('happens once, however often it is asked for, and tells a late writer', async () => {
    await importLedger(keeper, csv(row('C-1', '甲'), row('C-2', '乙')));
    const [kept, merged] = [await called('甲'), await called('乙')];
    const late = inputOf({ ...kept, version: 7 }, merged);
    expect((await keeper.expectRefusal(MERGE, late)).extensions).toMatchObject({ code: 'CONFLICT', currentVersion: kept.version });
    const lateOther = inputOf(kept, { ...merged, version: 7 });
    expect((await keeper.expectRefusal(MERGE, lateOther)).extensions).toMatchObject({ code: 'CONFLICT', id: merged.id });
    const done = await merge(kept, merged);
    expect(await merge(kept, merged)).toEqual(done);
    expect((await merges()).length).toBe(1);
  });

  it('is refused for different corporate numbers, which it names, and for nothing to merge', async () => {
    await importLedger(keeper, csv(row('C-1', '甲', A), row('C-2', '甲商事', B)));
    const [kept, merged] = [await called('甲'), await called('甲商事')];
    const refusal = await keeper.expectRefusal(MERGE, inputOf(kept, merged));
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'merged' });
    expect(refusal.message).toContain(`甲（${A}）、甲商事（${B}）`);
    expect((await keeper.expectRefusal(MERGE, inputOf(kept))).extensions).toMatchObject({ field: 'merged' });
    expect((await keeper.expectRefusal(MERGE, inputOf(kept, kept))).extensions).toMatchObject({ field: 'merged' });
    expect((await vendors()).length).toBe(2);
  });

  it('can be taken back: name, number, other names and contracts are as before, and what came since stays', async () => {
    await importLedger(keeper, csv(row('C-1', '甲'), row('C-2', '乙', A), row('C-3', '乙支店', A)));
    await merge(await called('甲'), await called('乙'));
    await importLedger(keeper, csv(row('C-4', '甲')));
    expect(await undo('乙')).toMatchObject({ name: '乙', corporateNumber: A, otherNames: ['乙支店'], contractCount: 2 });
    expect(await called('甲')).toMatchObject({ corporateNumber: null, otherNames: [], contractCount: 2 });
    expect(await Promise.all(['C-1', 'C-2', 'C-3', 'C-4'].map(vendorOf))).toEqual(['甲', '乙', '乙', '甲']);
    const [merged] = await merges();
    expect(merged!.undoneByName).toBeTruthy();
    expect((await keeper.expectRefusal(UNDO, { input: { vendorMergeId: merged!.id, version: merged!.version } })).extensions.code).toBe(
      'CONFLICT',
    );
    expect((await vendors()).length).toBe(2);
  });

  it('into a supplier that is merged itself is taken back in any order', async () => {
    await importLedger(keeper, csv(row('C-1', '甲'), row('C-2', '乙'), row('C-3', '丙')));
    await merge(await called('乙'), await called('甲'));
    await merge(await called('丙'), await called('乙'));
    expect(await called('丙')).toMatchObject({ otherNames: ['乙', '甲'], contractCount: 3 });
    expect(await undo('乙')).toMatchObject({ otherNames: ['甲'], contractCount: 2 });
    expect(await undo('甲')).toMatchObject({ contractCount: 1 });
    expect((await vendors()).map(({ name, otherNames, contractCount }) => [name, otherNames, contractCount])).toEqual(
      expect.arrayContaining([
        ['甲', [], 1],
        ['乙', [], 1],
        ['丙', [], 1],
      ]),
    );
  });

  it('stands in the audit with every contract that moved', async () => {
    await importLedger(keeper, csv(row('C-1', '甲'), row('C-2', '乙')));
    await merge(await called('甲'), await called('乙'));
    const { rows } = await portal.superuser.query<{ subject: string }>(
      `select subject || ' ' || split_part(action, ' ', 2) as subject from audit_entry where tenant_id = $1 and action like 'mergeVendors %' order by 1`,
      [keeper.organisationId],
    );
    expect(rows.map(({ subject }) => subject)).toEqual(['contract update', 'vendor delete', 'vendor update', 'vendor_merge insert']);
  });
});

describe('a supplier', () => {
  it('gets another name and number, the former name staying one of its names', async () => {
    await importLedger(keeper, csv(row('C-1', '甲')));
    const { id, version } = await called('甲');
    const { updateVendor } = await keeper.expectData<{ updateVendor: Vendor }>(UPDATE, {
      input: { vendorId: id, version, name: '株式会社甲ホールディングス', corporateNumber: ` ${A} ` },
    });
    expect(updateVendor).toMatchObject({ name: '株式会社甲ホールディングス', corporateNumber: A, otherNames: ['甲'] });
    expect(await importLedger(keeper, csv(row('C-1', '甲')))).toMatchObject({ changedCount: 0 });
    expect((await keeper.expectRefusal(UPDATE, { input: { vendorId: id, version, name: '乙' } })).extensions.code).toBe('CONFLICT');
  });

  it('is refused a number that is none, one of another supplier, and a name that another one has', async () => {
    await importLedger(keeper, csv(row('C-1', '甲', A), row('C-2', '乙')));
    const { id, version } = await called('乙');
    const refusal = async (change: object) =>
      (await keeper.expectRefusal(UPDATE, { input: { vendorId: id, version, name: '乙', ...change } })).extensions;
    expect(await refusal({ corporateNumber: '1234567890123' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'corporateNumber' });
    expect(await refusal({ corporateNumber: A })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'corporateNumber' });
    expect(await refusal({ name: '甲' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
    expect(await refusal({ name: ' ' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'name' });
  });

  it('is nobody’s to change who only reads', async () => {
    const organisation = await portal.organisation(Role.BUDGET_OFFICER, Role.AUDITOR);
    await organisation
      .as(Role.BUDGET_OFFICER)
      .expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
        input: contractInput({ vendorName: '甲' }),
      });
    const [vendor] = await vendors(organisation.as(Role.BUDGET_OFFICER));
    const { extensions } = await organisation
      .as(Role.AUDITOR)
      .expectRefusal(UPDATE, { input: { vendorId: vendor!.id, version: vendor!.version, name: '乙' } });
    expect(extensions.code).toBe('FORBIDDEN');
  });
});
