import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { corporateNumberFrom } from '../support/corporate-number.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const CREATE = 'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id corporateNumber name version } }';
const description = (number: number) => ({
  corporateNumber: corporateNumberFrom(number),
  name: '試験省',
  nameEn: 'Ministry of Tests',
  shortName: '試験',
  kana: 'しけんしょう',
  protocolOrder: 30,
});

describe('createOrganisation', () => {
  it('adds an organisation to the directory that everybody sees', async () => {
    await portal.operator.expectData(CREATE, { input: description(1) });
    const ministry = await portal.organisation(Role.RESPONDENT);
    const { organisations } = await ministry
      .as(Role.RESPONDENT)
      .expectData<{ organisations: { items: { name: string }[] } }>('{ organisations(search: "試験省") { items { name } } }');
    expect(organisations.items).toEqual([{ name: '試験省' }]);
  });

  it('refuses a corporate number with a wrong check digit and names the field', async () => {
    const right = description(2).corporateNumber;
    const wrong = `${right[0] === '9' ? 1 : Number(right[0]) + 1}${right.slice(1)}`;
    expect(await portal.operator.expectRefusal(CREATE, { input: { ...description(2), corporateNumber: wrong } })).toMatchObject({
      message: expect.stringContaining('検査数字'),
      extensions: { code: 'BAD_USER_INPUT', field: 'corporateNumber' },
    });
  });
});
