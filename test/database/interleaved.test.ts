import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Answer, Person } from '../support/person.ts';
import { makeSystem, openRound, type RoundMade, SAVE_ANSWER, type SystemMade } from '../support/survey.ts';

/** Two ministries share few connections, and nothing of one is ever in an answer to the other. */
const REQUESTS = 2000;
const POOL = 4;
/** More than there are connections, so that each goes from hand to hand all the time. */
const AT_ONCE = 16;

/** A ministry with a system and a round of its own, in all of which stands its canary. */
interface Ministry {
  canary: string;
  organisation: TestOrganisation;
  system: SystemMade;
  round: RoundMade;
  featureId: string;
  /** Answers that were saved, by feature: what the next save starts from. */
  versions: Map<string, number>;
}

let portal: TestPortal;
let ministries: [Ministry, Ministry];

async function makeMinistry(canary: string): Promise<Ministry> {
  const organisation = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.RESPONDENT, Role.AUDITOR);
  const pmo = organisation.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(pmo, 0, { name: `${canary}システム`, description: canary });
  const { createFeature } = await pmo.expectData<{ createFeature: { id: string } }>(
    'mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id } }',
    { input: { systemId: system.id, code: 'A', name: `${canary}機能`, majorGroup: canary } },
  );
  for (const code of ['B', 'C', 'D'])
    await pmo.expectData('mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id } }', {
      input: { systemId: system.id, code, name: `${canary}${code}`, majorGroup: canary },
    });
  const round = await openRound(pmo, [organisation.id], system, { title: canary });
  return { canary, organisation, system, round, featureId: createFeature.id, versions: new Map() };
}

beforeAll(async () => {
  portal = await openPortal({ poolSize: POOL });
  ministries = [await makeMinistry('カナリア甲'), await makeMinistry('カナリア乙')];
}, 60_000);
afterAll(() => portal.close());

/** What one request is to be answered; throws where it was answered otherwise. */
type Request = (own: Ministry, other: Ministry, turn: number) => Promise<Answer>;

const data = (answer: Answer): Record<string, unknown> => {
  expect(answer.errors, JSON.stringify(answer.errors)).toBeUndefined();
  return answer.data as Record<string, unknown>;
};
const code = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
const pmo = ({ organisation }: Ministry): Person => organisation.as(Role.PORTFOLIO_MANAGER);
const respondent = ({ organisation }: Ministry): Person => organisation.as(Role.RESPONDENT);

const READS: Request[] = [
  async own => {
    const answer = await pmo(own).ask('{ informationSystems { totalCount items { name description provider { id } } } }');
    expect(data(answer)['informationSystems']).toEqual({
      totalCount: 1,
      items: [{ name: `${own.canary}システム`, description: own.canary, provider: { id: own.organisation.id } }],
    });
    return answer;
  },
  async own => {
    const answer = await respondent(own).ask('query ($id: ID!) { answerSheet(roundId: $id) { answers { comment } round { title } } }', {
      id: own.round.id,
    });
    const { answers, round } = data(answer)['answerSheet'] as { answers: { comment: string }[]; round: { title: string } };
    expect(round.title).toBe(own.canary);
    for (const { comment } of answers) expect(comment).toContain(own.canary);
    return answer;
  },
  async own => {
    const answer = await pmo(own).ask('{ surveyRounds { items { title system { name features { majorGroup } } } } }');
    expect(data(answer)['surveyRounds']).toMatchObject({
      items: [{ title: own.canary, system: { features: Array(4).fill({ majorGroup: own.canary }) } }],
    });
    return answer;
  },
  async own => {
    const answer = await own.organisation
      .as(Role.AUDITOR)
      .ask('{ auditEntries(first: 3, filter: { subject: "answer" }) { items { actorName after } } }');
    for (const { actorName } of (data(answer)['auditEntries'] as { items: { actorName: string }[] }).items)
      expect(actorName).toContain(own.organisation.corporateNumber);
    return answer;
  },
  async own => {
    const answer = await respondent(own).ask('{ viewer { account { name } organisation { id } roles } }');
    expect(data(answer)['viewer']).toMatchObject({ organisation: { id: own.organisation.id }, roles: ['RESPONDENT'] });
    return answer;
  },
];

const WRITES: Request[] = [
  async (own, _other, turn) => {
    // Each feature is saved by one request at a time only if the version is right; who comes too late is told so.
    const feature = own.round.features[turn % own.round.features.length]!;
    const version = own.versions.get(feature.id) ?? 0;
    const comment = `${own.canary}${turn}`;
    const answer = await respondent(own).ask(SAVE_ANSWER, {
      input: { roundId: own.round.id, featureId: feature.id, level: 'NOT_USED', comment, version },
    });
    if (answer.errors) {
      expect(code(answer)).toBe('CONFLICT');
      expect(answer.errors[0]!.extensions['currentVersion']).toBeGreaterThan(version);
    } else {
      const saved = (data(answer)['saveAnswer'] as { answer: { version: number; comment: string } }).answer;
      expect(saved).toMatchObject({ version: version + 1, comment });
      own.versions.set(feature.id, saved.version);
    }
    return answer;
  },
  async (own, _other, turn) => {
    const answer = await pmo(own).ask(
      'mutation ($input: CreateSurveyRoundInput!) { createSurveyRound(input: $input) { title runner { id } } }',
      {
        input: {
          systemId: own.system.id,
          title: ' ',
          fiscalYear: 2026,
          opensOn: '2026-04-01',
          dueOn: '2026-04-02',
          targetIds: [own.organisation.id],
        },
      },
    );
    expect([turn, code(answer)]).toEqual([turn, 'BAD_USER_INPUT']);
    return answer;
  },
];

/** What is the other ministry's, and what the role may not do: refused, without a word of what is there. */
const REFUSED: Request[] = [
  async (own, other) => {
    const answer = await respondent(own).ask('query ($id: ID!) { answerSheet(roundId: $id) { answers { comment } } }', {
      id: other.round.id,
    });
    expect(code(answer)).toBe('NOT_FOUND');
    return answer;
  },
  async (own, other) => {
    const input = { featureId: other.featureId, version: 1, name: own.canary, majorGroup: own.canary };
    const answer = await pmo(own).ask('mutation ($input: UpdateFeatureInput!) { updateFeature(input: $input) { name } }', { input });
    expect(code(answer)).toBe('NOT_FOUND');
    return answer;
  },
  async own => {
    const answer = await respondent(own).ask('{ accounts { items { name } } }');
    expect(code(answer)).toBe('FORBIDDEN');
    return answer;
  },
];

it(`holds for ${REQUESTS} requests through ${POOL} connections`, { timeout: 120_000 }, async () => {
  const kinds = [...READS, ...WRITES, ...REFUSED];
  const wrong: string[] = [];
  let sent = 0;
  let saved = 0;
  async function client(): Promise<void> {
    while (sent < REQUESTS) {
      const turn = sent++;
      // In turns, so that both ministries stand at the same connection again and again.
      const [own, other] = turn % 2 ? ministries : ministries.toReversed();
      const kind = kinds[(turn * 7 + Math.floor(turn / 20)) % kinds.length]!;
      try {
        const answer = await kind(own!, other!, turn);
        if (WRITES[0] === kind && !answer.errors) saved++;
        if (answer.status >= 500) wrong.push(`${turn}: status ${answer.status}`);
        if (JSON.stringify(answer).includes(other!.canary)) wrong.push(`${turn}: shows ${other!.canary}`);
        if (code(answer) === 'INTERNAL_SERVER_ERROR' || code(answer) === 'UNAVAILABLE') wrong.push(`${turn}: ${code(answer)}`);
      } catch (error) {
        wrong.push(`${turn}: ${(error as Error).message.slice(0, 300)}`);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  expect(wrong).toEqual([]);
  // Enough of them were saved for the others to have something to see.
  expect(saved).toBeGreaterThan(50);
});

it('has left each ministry with rows of its own alone', async () => {
  for (const { canary, organisation } of ministries) {
    const { rows } = await portal.superuser.query<{ comment: string }>('select comment from answer where tenant_id = $1', [
      organisation.id,
    ]);
    expect(rows.length).toBeGreaterThan(0);
    for (const { comment } of rows) expect(comment).toContain(canary);
  }
  const { rows } = await portal.superuser.query(
    `select e.id from audit_entry e join account a on a.id = e.account_id where e.subject = 'answer' and a.tenant_id <> e.subject_tenant_id`,
  );
  expect(rows).toEqual([]);
});
