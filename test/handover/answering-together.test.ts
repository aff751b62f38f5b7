import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { DELEGATE, FINISH } from '../delegation/delegations.ts';
import { ASK, ASK_COLLEAGUES, CLOSE } from '../row-question/questions.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { fillInAndSubmit, inDays, openRound } from '../support/survey.ts';
import { type Handover, HELD, START, TAKE } from './handovers.ts';

/** What a ministry answers together is handed over too: parts of its sheet, and questions about rows. */
const PARTS = 'query ($id: ID!) { answerSheet(roundId: $id) { delegations { askedByName doneAt account { id } } } }';
const KINDS = ['DELEGATION', 'DELEGATION_GIVEN', 'ROW_QUESTION', 'ROW_QUESTION_ASKED'];

let portal: TestPortal;
let own: TestOrganisation;
let coordinator: Person;
let leaver: Person;
let successor: Person;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER);
  coordinator = await portal.person(own.id, 'coordinator', Role.COORDINATOR);
  leaver = await portal.person(own.id, 'leaver', Role.RESPONDENT, Role.PORTFOLIO_MANAGER);
  successor = await portal.person(own.id, 'successor', Role.RESPONDENT);
});
afterAll(() => portal.close());

const start = async (): Promise<Handover> =>
  (
    await leaver.expectData<{ startHandover: Handover }>(START, {
      input: { fromAccountId: leaver.accountId, toAccountId: successor.accountId, leavesOn: inDays(7) },
    })
  ).startHandover;
const take = ({ id: handoverId, version }: Handover, items: Handover['items']): Promise<unknown> =>
  successor.expectData(TAKE, {
    input: { handoverId, version, itemIds: items.map(({ id }) => id) },
  });
const held = async ({ accountId }: Person): Promise<{ kind: string; binding: boolean }[]> =>
  (
    await own.as(Role.ADMINISTRATOR).expectData<{ belongings: { items: { kind: string; binding: boolean }[] } }>(HELD, { id: accountId })
  ).belongings.items.filter(({ kind }) => KINDS.includes(kind));

it('is on the list, and what is one person’s passes when it is taken', async () => {
  const round = await openRound(own.as(Role.PORTFOLIO_MANAGER), [own.id], 2);
  const featureId = round.features[0]!.id;
  const wish = { roundId: round.id, featureIds: [featureId] };
  const { delegateRows: kept } = await coordinator.expectData<{ delegateRows: { id: string } }>(DELEGATE, {
    input: { ...wish, accountId: leaver.accountId, dueOn: inDays(3) },
  });
  await leaver.expectData(DELEGATE, { input: { ...wish, bureau: '業務課' } });
  await coordinator.expectData(ASK_COLLEAGUES, { input: { roundId: round.id, featureId, question: '件数は？' } });
  const handover = await start();
  const mine = handover.items.filter(({ kind }) => KINDS.includes(kind));
  expect(mine.map(({ kind, subjectId, dueOn }) => [kind, subjectId, dueOn])).toEqual([
    ['DELEGATION', round.id, inDays(3)],
    ['DELEGATION_GIVEN', round.id, inDays(14)],
    ['ROW_QUESTION', round.id, inDays(14)],
  ]);
  // Nobody else is asked for the part; the rest is in view of everybody of the ministry.
  expect((await held(leaver)).filter(({ binding }) => binding).map(({ kind }) => kind)).toEqual(['DELEGATION']);

  await take(handover, mine);
  const { answerSheet } = await coordinator.expectData<{ answerSheet: { delegations: object[] } }>(PARTS, { id: round.id });
  expect(answerSheet.delegations).toEqual([
    { askedByName: '担当 coordinator', doneAt: null, account: { id: successor.accountId } },
    { askedByName: '担当 successor', doneAt: null, account: null },
  ]);
  expect((await held(successor)).map(({ kind }) => kind)).toEqual(['DELEGATION', 'DELEGATION_GIVEN', 'ROW_QUESTION']);
  // What is done waits for nobody.
  await coordinator.expectData(FINISH, { input: { delegationId: kept.id, version: 2, openRowReason: '該当なし' } });
  expect((await held(successor)).map(({ kind }) => kind)).toEqual(['DELEGATION_GIVEN', 'ROW_QUESTION']);
  await leaver.expectData('mutation ($input: WithdrawHandoverInput!) { withdrawHandover(input: $input) { id } }', {
    input: { handoverId: handover.id, version: handover.version + 1, reason: '次の試験のため' },
  });
});

it('leaves a question that was asked to the successor, until somebody takes note of the reply or takes it back', async () => {
  const round = await openRound(leaver, [own.id], 1);
  await fillInAndSubmit(coordinator, round, '0');
  const { askAboutRow } = await leaver.expectData<{ askAboutRow: { id: string } }>(ASK, {
    input: { roundId: round.id, organisationId: own.id, featureId: round.features[0]!.id, question: '根拠は？' },
  });
  const handover = await start();
  const asked = handover.items.filter(({ kind }) => kind === 'ROW_QUESTION_ASKED');
  expect(asked).toMatchObject([{ label: '利用状況調査', subjectId: round.id }]);
  await take(handover, asked);
  expect((await held(leaver)).map(({ kind }) => kind)).not.toContain('ROW_QUESTION_ASKED');
  expect((await held(successor)).map(({ kind }) => kind)).toContain('ROW_QUESTION_ASKED');
  await own.as(Role.PORTFOLIO_MANAGER).expectData(CLOSE, { input: { questionId: askAboutRow.id, version: 2 } });
  expect((await held(successor)).map(({ kind }) => kind)).not.toContain('ROW_QUESTION_ASKED');
});
