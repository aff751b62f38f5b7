import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** What tells how the systems of a ministry are built stays with the ministry that signed the contract (F-087). */
let portal: TestPortal;
let owner: Person;
let auditor: Person;
let id: string;

const GUARDED = { productVersion: '9.2.1', productIdentifier: 'postgresql', documentUrls: ['https://docs.example.go.jp/server-plan'] };

const CONTRACT = `query ($id: ID!) { contract(id: $id) {
  title productName productVersion productIdentifier documentUrls isRedacted vendorSupportEnd { product { slug } cycle { cycle } } } }`;

beforeAll(async () => {
  portal = await openPortal();
  const readers = await portal.organisation(Role.AUDITOR);
  const ministry: TestOrganisation = await portal.organisation(Role.BUDGET_OFFICER, Role.ADMINISTRATOR);
  auditor = readers.as(Role.AUDITOR);
  owner = ministry.as(Role.BUDGET_OFFICER);
  await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
  });
  const made = await owner.expectData<{ createContract: { id: string } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
    { input: contractInput({ title: '基盤の保守', productName: 'データベース', ...GUARDED }) },
  );
  id = made.createContract.id;
});
afterAll(() => portal.close());

it('is read by the ministry itself, in the portal and in its file', async () => {
  const { contract } = await owner.expectData<{ contract: object }>(CONTRACT, { id });
  expect(contract).toMatchObject({ ...GUARDED, isRedacted: false });
  const text = await ledger(owner);
  expect(text).toContain('9.2.1');
  expect(text).toContain('server-plan');
});

it('is withheld from those of other organisations who may read the contract, and not passed off as unknown', async () => {
  const { contract } = await auditor.expectData<{ contract: object }>(CONTRACT, { id });
  expect(contract).toMatchObject({
    title: '基盤の保守',
    productName: 'データベース',
    productVersion: null,
    productIdentifier: null,
    documentUrls: [],
    isRedacted: true,
  });
  const text = await ledger(auditor);
  expect(text).toContain('基盤の保守');
  expect(text.match(/（非表示）/g)).toHaveLength(3);
  for (const secret of ['9.2.1', 'postgresql', 'server-plan']) expect(text).not.toContain(secret);
});

async function ledger(person: Person): Promise<string> {
  const { status, bytes } = await person.download('contracts.csv');
  expect(status).toBe(200);
  return bytes.toString();
}
