import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { inDays, makeFeature, makeSystem } from '../support/survey.ts';

const CREATE = 'mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id code position version } }';
const UPDATE = 'mutation ($input: UpdateFeatureInput!) { updateFeature(input: $input) { code name majorGroup middleGroup version } }';
const RETIRE = 'mutation ($input: RetireFeatureInput!) { retireFeature(input: $input) { validTo version } }';

let portal: TestPortal;
let provider: TestOrganisation;
let user: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  provider = await portal.organisation(Role.SYSTEM_OWNER);
  user = await portal.organisation(Role.SYSTEM_OWNER);
  stranger = await portal.organisation(Role.SYSTEM_OWNER);
});
afterAll(() => portal.close());

const owner = () => provider.as(Role.SYSTEM_OWNER);
const used = (features = 0) => makeSystem(owner(), features, { userIds: [user.id] });
const describeFeature = (input = {}) => ({ name: '申請書の作成', majorGroup: '申請', ...input });

describe('createFeature', () => {
  it('adds at the end of the list', async () => {
    const system = await used(2);
    const { createFeature } = await owner().expectData<{ createFeature: object }>(CREATE, {
      input: { systemId: system.id, code: 'NEW', ...describeFeature() },
    });
    expect(createFeature).toMatchObject({ code: 'NEW', position: 2 });
    const { informationSystem } = await user
      .as(Role.SYSTEM_OWNER)
      .expectData<{ informationSystem: object }>('query ($id: ID!) { informationSystem(id: $id) { featureCount features { code } } }', {
        id: system.id,
      });
    expect(informationSystem).toEqual({ featureCount: 3, features: [{ code: 'F-1' }, { code: 'F-2' }, { code: 'NEW' }] });
  });

  it.each([
    ['code', { code: 'F-1' }],
    ['code', { code: '　' }],
    ['name', { name: '' }],
    ['name', { name: 'あ'.repeat(201) }],
    ['majorGroup', { majorGroup: ' ' }],
  ])('refuses %s of %j', async (field, input) => {
    const system = await used(1);
    const variables = { input: { systemId: system.id, code: 'NEW', ...describeFeature(input) } };
    expect(await owner().expectRefusal(CREATE, variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
  });

  it('is for the provider: users of the system see it, others do not', async () => {
    const system = await used();
    const variables = { input: { systemId: system.id, code: 'NEW', ...describeFeature() } };
    expect(await user.as(Role.SYSTEM_OWNER).expectRefusal(CREATE, variables)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await stranger.as(Role.SYSTEM_OWNER).expectRefusal(CREATE, variables)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('updateFeature', () => {
  it('renames and moves a feature under its code', async () => {
    const { id } = await makeFeature(owner(), (await used()).id, 'A');
    const variables = {
      input: { featureId: id, version: 1, ...describeFeature({ name: '改名', majorGroup: '承認', middleGroup: '決裁' }) },
    };
    expect(await owner().expectData(UPDATE, variables)).toEqual({
      updateFeature: { code: 'A', name: '改名', majorGroup: '承認', middleGroup: '決裁', version: 2 },
    });
    expect(await owner().expectRefusal(UPDATE, variables)).toMatchObject({
      extensions: { code: 'CONFLICT', type: 'Feature', currentVersion: 2 },
    });
  });

  it('refuses a blank name, a user of the system and a stranger', async () => {
    const { id } = await makeFeature(owner(), (await used()).id, 'A');
    const variables = (input = {}) => ({ input: { featureId: id, version: 1, ...describeFeature(input) } });
    expect(await owner().expectRefusal(UPDATE, variables({ name: ' ' }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'name' },
    });
    expect(await user.as(Role.SYSTEM_OWNER).expectRefusal(UPDATE, variables())).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await stranger.as(Role.SYSTEM_OWNER).expectRefusal(UPDATE, variables())).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('updateFeature of a feature that has a last day', () => {
  const begins = async (days: number) => {
    const { id } = await makeFeature(owner(), (await used()).id, 'A');
    await owner().expectData(RETIRE, { input: { featureId: id, version: 1, validTo: inDays(0), reason: '利用なし' } });
    const variables = { input: { featureId: id, version: 2, ...describeFeature({ validFrom: inDays(days) }) } };
    return owner().ask(UPDATE, variables, { 'accept-language': 'ja' });
  };

  it('takes that day as its first', async () => {
    expect((await begins(0)).errors).toBeUndefined();
  });

  it('refuses the day after as its first', async () => {
    expect((await begins(1)).errors?.[0]).toMatchObject({
      message: expect.stringContaining(`${inDays(0)}以前の日付にしてください。`),
      extensions: { code: 'BAD_USER_INPUT', field: 'validFrom' },
    });
  });
});

describe('retireFeature', () => {
  const retiring = (featureId: string, input = {}) => ({
    input: { featureId, version: 1, validTo: inDays(0), reason: '利用なし', ...input },
  });

  it.each([
    [-1, 1],
    [0, 2],
    [1, 2],
  ])('with its last day %i days from today leaves %i offered, and both in the list', async (days, offered) => {
    const system = await used(1);
    const { id } = await makeFeature(owner(), system.id, 'OLD');
    await owner().expectData(RETIRE, retiring(id, { validTo: inDays(days) }));
    const { informationSystem } = await owner().expectData<{ informationSystem: { features: object[] } }>(
      'query ($id: ID!) { informationSystem(id: $id) { featureCount features { code } } }',
      { id: system.id },
    );
    expect(informationSystem).toMatchObject({ featureCount: offered });
    expect(informationSystem.features).toHaveLength(2);
  });

  it('refuses a day before its first, no reason, an old version, a user of the system and a stranger', async () => {
    const { id } = await makeFeature(owner(), (await used()).id, 'A', { validFrom: inDays(0) });
    const early = await owner().expectRefusal(RETIRE, retiring(id, { validTo: inDays(-1) }), { 'accept-language': 'ja' });
    expect(early).toMatchObject({ message: expect.stringContaining(inDays(0)), extensions: { code: 'BAD_USER_INPUT', field: 'validTo' } });
    expect(await owner().expectRefusal(RETIRE, retiring(id, { reason: '' }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
    expect(await owner().expectRefusal(RETIRE, retiring(id, { version: 3 }))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: 1 },
    });
    expect(await user.as(Role.SYSTEM_OWNER).expectRefusal(RETIRE, retiring(id))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await stranger.as(Role.SYSTEM_OWNER).expectRefusal(RETIRE, retiring(id))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
