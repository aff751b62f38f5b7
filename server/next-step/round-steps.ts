import { Role } from '../access/role.ts';
import { coordinatorsOfOrganisations } from '../answer/loader.ts';
import { type Context, signedIn } from '../context.ts';
import { today } from '../scalars.ts';
import { SurveyRoundState } from '../survey-round/entity.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

interface RoundRow {
  id: string;
  title: string;
  state: SurveyRoundState;
  opensOn: string;
  dueOn: string;
  targetIds: string[];
  submittedIds: string[];
  repliedCount: number;
}

/** Rounds of the organisation; a published one only while replies wait to be read. `responsible` narrows to one person's. */
const ROUNDS = `
  select round.id, round.title, round.state, round.opens_on::text as "opensOn", round.due_on::text as "dueOn",
    round.target_ids as "targetIds",
    array(select tenant_id from answer_sheet where round_id = round.id and state = 'SUBMITTED') as "submittedIds",
    (select count(*)::int from row_question question join answer_sheet sheet on sheet.id = question.sheet_id
     where sheet.round_id = round.id and question.side = 'RUNNER' and question.reply is not null and question.closed_at is null) as "repliedCount"
  from survey_round round join information_system system on system.id = round.system_id
  where round.tenant_id = ? and (?::uuid is null or ?::uuid in (round.responsible_id, system.owner_id))`;

/** What the rounds ask of whoever runs them. Two statements, however many rounds and ministries there are. */
export async function roundSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'openSurveyRound')) return [];
  // The owner of a system has the rounds in the owner's own charge, the portfolio management office all.
  const only = viewer.roles.includes(Role.PORTFOLIO_MANAGER) ? null : viewer.accountId;
  const rounds = await context.em.execute<RoundRow[]>(ROUNDS, [viewer.organisationId, only, only]);
  const waiting = [...new Set(rounds.filter(({ state }) => state === SurveyRoundState.OPEN).flatMap(unsubmitted))];
  const staffed = await coordinatorsOfOrganisations(context.signIn, waiting);
  const without = new Set(waiting.filter((_, index) => !staffed[index]));
  return rounds.flatMap(round => [
    ...replySteps(round, may(viewer, 'askAboutRow')),
    ...stateSteps(round, unsubmitted(round).filter(id => without.has(id)).length, may(viewer, 'publishSurveyRound')),
  ]);
}

const unsubmitted = ({ targetIds, submittedIds }: RoundRow): string[] => targetIds.filter(id => !submittedIds.includes(id));

function replySteps(round: RoundRow, asks: boolean): NextStep[] {
  if (!asks || !round.repliedCount) return [];
  const dueOn = round.state === SurveyRoundState.OPEN ? round.dueOn : null;
  return [step({ kind: NextStepKind.READ_REPLIES, subjectId: round.id, name: round.title, count: round.repliedCount, dueOn })];
}

function stateSteps(round: RoundRow, withoutCoordinator: number, publishes: boolean): NextStep[] {
  const { id, title, state, opensOn, dueOn, targetIds, submittedIds } = round;
  const about = { subjectId: id, name: title, totalCount: targetIds.length };
  const left = targetIds.length - submittedIds.length;
  if (state === SurveyRoundState.DRAFT)
    return [step({ ...about, kind: NextStepKind.OPEN_ROUND, count: targetIds.length, totalCount: null, dueOn: opensOn })];
  if (state === SurveyRoundState.OPEN) {
    const over = dueOn < today() || !left;
    return [
      step({ ...about, kind: over ? NextStepKind.CLOSE_ROUND : NextStepKind.COLLECT_SHEETS, count: left, dueOn }),
      ...(withoutCoordinator ? [step({ ...about, kind: NextStepKind.NAME_COORDINATORS, count: withoutCoordinator, dueOn })] : []),
    ];
  }
  if (state === SurveyRoundState.CLOSED && publishes)
    return [step({ ...about, kind: NextStepKind.PUBLISH_ROUND, count: submittedIds.length })];
  return [];
}
