import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { LiveStream } from './live-stream.ts';
import { openPortal, type TestOrganisation, type TestPortal } from './open-portal.ts';
import type { Person } from './person.ts';
import { openRound, type RoundMade, SAVE_ANSWER } from './survey.ts';

/** What a stream says of changed rows, and of what else has changed by its kind. */
export interface Changed {
  rows: { feature: string; version: number; by: string | null }[];
  kinds: string[];
}

/** A portal that listens, whose streams are looked at often, and a round that asks two ministries. */
export interface LivePortal extends TestPortal {
  address: string;
  runner: TestOrganisation;
  ministry: TestOrganisation;
  other: TestOrganisation;
  /** A second respondent of the ministry. */
  colleague: Person;
  round: RoundMade;
}

/** How often things are done, in milliseconds. */
export const PACE = { beat: 100, check: 150, sweep: 100 };

const streams: LiveStream[] = [];

/** Opens the portal for the tests of a file, and ends their streams after each. */
export function useLivePortal(): LivePortal {
  const live = {} as LivePortal;
  beforeAll(async () => {
    const portal = await openPortal({ livePace: PACE });
    const runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
    const ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.BUDGET_OFFICER);
    const other = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
    const colleague = await portal.person(ministry.id, `colleague@${ministry.corporateNumber}`, Role.RESPONDENT);
    const round = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id, other.id], 5);
    Object.assign(live, portal, { address: await listen(portal.app), runner, ministry, other, colleague, round });
  });
  afterEach(() => streams.splice(0).forEach(stream => stream.close()));
  afterAll(() => live.close());
  return live;
}

/** Answers the address at which the portal listens from now on. */
export async function listen(app: FastifyInstance): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

/** Opens the stream of the round's sheet and waits until it hears. */
export async function watch(
  { address, round }: Pick<LivePortal, 'address' | 'round'>,
  person: Person,
  visit?: string,
): Promise<LiveStream> {
  const stream = await LiveStream.of(address, person, round.id, { visit });
  streams.push(stream);
  await heard(stream, 'reread');
  return stream;
}

/** The first event of the name that `when` accepts. */
export function heard<Data = Record<string, unknown>>(
  stream: LiveStream,
  event: string,
  when: (data: Data) => boolean = () => true,
): Promise<Data> {
  return vi.waitFor(
    () => {
      const found = (stream.of(event) as Data[]).find(when);
      expect(found, `${event} in ${stream.text.replaceAll(': beat\nevent: beat\ndata: {}\n\n', '')}`).toBeDefined();
      return found!;
    },
    { timeout: 10_000, interval: 20 },
  );
}

/** The rows that a stream has named so far. */
export const rowsOf = (stream: LiveStream): Changed['rows'] => (stream.of('change') as Changed[]).flatMap(({ rows }) => rows);

/** Answers a feature by its position, whatever stands there; answers the new version. */
export async function save({ round }: Pick<LivePortal, 'round'>, person: Person, position: number, input: object = {}): Promise<number> {
  const featureId = round.features[position]!.id;
  const { answerSheet } = await person.expectData<{ answerSheet: { answers: { version: number }[] } }>(
    'query ($id: ID!, $features: [ID!]) { answerSheet(roundId: $id) { answers(featureIds: $features) { version } } }',
    { id: round.id, features: [featureId] },
  );
  const version = answerSheet.answers[0]?.version ?? 0;
  const { saveAnswer } = await person.expectData<{ saveAnswer: { answer: { version: number } } }>(SAVE_ANSWER, {
    input: { roundId: round.id, featureId, level: 'NOT_USED', version, ...input },
  });
  return saveAnswer.answer.version;
}

/** Says that a form is open, and at which row. */
export const sayWhere = (
  { round }: Pick<LivePortal, 'round'>,
  person: Person,
  visit: string,
  feature: string | null = null,
): ReturnType<Person['post']> => person.post(`/live/answer-sheet/${round.id}`, { visit, feature });
