import { Role } from '../access/role.ts';
import { AnswerSheetState } from '../answer/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { asks } from '../delegation/delegate.ts';
import { today } from '../scalars.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

interface SheetRow {
  id: string;
  roundId: string;
  title: string;
  dueOn: string;
  state: AnswerSheetState;
  rowCount: number;
  openCount: number;
  /** Of the rows that nobody is asked for by a delegation. */
  freeCount: number;
  freeOpenCount: number;
  returnedByRunner: number;
  returnedByCoordinator: number;
}

/** Sheets of the own ministry that may be answered and were not submitted, with their rows. */
const SHEETS = `
  select sheet.id, round.id as "roundId", round.title, round.due_on::text as "dueOn", sheet.state, of_rows.*, of_returns.*
  from answer_sheet sheet join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
  cross join lateral (
    select count(*)::int as "rowCount", count(*) filter (where answer.level is null)::int as "openCount",
      count(*) filter (where not delegated.yes)::int as "freeCount",
      count(*) filter (where answer.level is null and not delegated.yes)::int as "freeOpenCount"
    from survey_feature feature
    left join answer on answer.sheet_id = sheet.id and answer.survey_feature_id = feature.id
    cross join lateral (
      select exists (select from delegation part where part.sheet_id = sheet.id and part.taken_back_at is null
        and feature.id = any (part.survey_feature_ids)) as yes) delegated
    where feature.round_id = round.id) of_rows
  cross join lateral (
    select count(distinct survey_feature_id) filter (where side = 'RUNNER')::int as "returnedByRunner",
      count(distinct survey_feature_id) filter (where side = 'COORDINATOR')::int as "returnedByCoordinator"
    from row_question where sheet_id = sheet.id and returned and came_back_at is null) of_returns
  where sheet.tenant_id = ? and sheet.state <> 'SUBMITTED'`;

interface PartRow {
  id: string;
  sheetId: string;
  accountId: string | null;
  bureau: string | null;
  dueOn: string | null;
  done: boolean;
  rowCount: number;
  openCount: number;
}

const PARTS = `
  select part.id, part.sheet_id as "sheetId", part.account_id as "accountId", part.bureau, part.due_on::text as "dueOn",
    part.done_at is not null as done, cardinality(part.survey_feature_ids) as "rowCount",
    cardinality(part.survey_feature_ids) - (select count(*)::int from answer where answer.sheet_id = part.sheet_id
      and answer.level is not null and answer.survey_feature_id = any (part.survey_feature_ids)) as "openCount"
  from delegation part
  join answer_sheet sheet on sheet.id = part.sheet_id and sheet.tenant_id = ? and sheet.state <> 'SUBMITTED'
  join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
  where part.taken_back_at is null order by part.asked_at, part.id`;

/** Questions without reply; those of returned rows are counted with the rows. A round that is over has no day any more. */
const QUESTIONS = `
  select round.id as "roundId", round.title, case when round.state = 'OPEN' then round.due_on::text end as "dueOn", count(*)::int as count
  from row_question question
  join answer_sheet sheet on sheet.id = question.sheet_id and sheet.tenant_id = ?
  join survey_round round on round.id = sheet.round_id
  where question.reply is null and question.closed_at is null and not (question.returned and question.came_back_at is null)
    and question.side = any (?::text[])
  group by round.id`;

/** What a ministry's answers ask of whoever gives, checks or submits them. Three statements, however many sheets there are. */
export async function sheetSteps(context: Context): Promise<NextStep[]> {
  const { em } = context;
  const viewer = signedIn(context);
  if (!may(viewer, 'saveAnswer')) return [];
  const submits = may(viewer, 'submitAnswerSheet');
  const sides = viewer.roles.includes(Role.RESPONDENT) ? '{RUNNER,COORDINATOR}' : '{RUNNER}';
  const sheets = await em.execute<SheetRow[]>(SHEETS, [viewer.organisationId]);
  const parts = Map.groupBy(await em.execute<PartRow[]>(PARTS, [viewer.organisationId]), ({ sheetId }) => sheetId);
  const questions = await em.execute<{ roundId: string; title: string; dueOn: string | null; count: number }[]>(QUESTIONS, [
    viewer.organisationId,
    sides,
  ]);
  return [
    ...sheets.flatMap(sheet => {
      const ofSheet = parts.get(sheet.id) ?? [];
      const mine = ofSheet.filter(part => asks(part, viewer));
      return [
        ...partSteps(sheet, mine, submits),
        ...(submits ? [...submittingSteps(sheet), ...arrangingSteps(sheet, ofSheet)] : answeringSteps(sheet, mine.length > 0)),
      ];
    }),
    ...questions.map(({ roundId, title, dueOn, count }) =>
      step({ kind: NextStepKind.REPLY_TO_QUESTIONS, subjectId: roundId, name: title, count, dueOn }),
    ),
  ];
}

const about = ({ roundId, title, dueOn }: SheetRow) => ({ subjectId: roundId, name: title, dueOn });

function partSteps(sheet: SheetRow, mine: readonly PartRow[], submits: boolean): NextStep[] {
  if (sheet.state === AnswerSheetState.HANDED_IN && !submits) return [];
  return mine
    .filter(({ done }) => !done)
    .map(({ id, dueOn, openCount, rowCount }) =>
      step({
        ...about(sheet),
        kind: openCount ? NextStepKind.ANSWER_PART : NextStepKind.FINISH_PART,
        partId: id,
        dueOn: dueOn ?? sheet.dueOn,
        count: openCount,
        totalCount: rowCount,
      }),
    );
}

/** For whoever answers without submitting: who is asked for a part has no more to do with the rest. */
function answeringSteps(sheet: SheetRow, hasPart: boolean): NextStep[] {
  const { state, rowCount, openCount, freeCount, freeOpenCount } = sheet;
  if (state === AnswerSheetState.HANDED_IN) return [];
  const returned = sheet.returnedByCoordinator || sheet.returnedByRunner;
  if (returned) return [step({ ...about(sheet), kind: NextStepKind.FIX_ROWS, count: returned, totalCount: rowCount })];
  if (state === AnswerSheetState.RETURNED)
    return [step({ ...about(sheet), kind: NextStepKind.FIX_SHEET, count: openCount, totalCount: rowCount })];
  if (!openCount) return [step({ ...about(sheet), kind: NextStepKind.HAND_IN_SHEET, count: 0, totalCount: rowCount })];
  if (hasPart || !freeOpenCount) return [];
  return [step({ ...about(sheet), kind: NextStepKind.ANSWER_SHEET, count: freeOpenCount, totalCount: freeCount })];
}

/** For whoever submits: the whole sheet is to be brought to its end. */
function submittingSteps(sheet: SheetRow): NextStep[] {
  const { state, rowCount, openCount, returnedByRunner } = sheet;
  const counts = { count: openCount, totalCount: rowCount };
  if (state === AnswerSheetState.HANDED_IN) return [step({ ...about(sheet), kind: NextStepKind.SUBMIT_SHEET, ...counts })];
  if (returnedByRunner) return [step({ ...about(sheet), kind: NextStepKind.FIX_ROWS, count: returnedByRunner, totalCount: rowCount })];
  if (state === AnswerSheetState.RETURNED) return [step({ ...about(sheet), kind: NextStepKind.FIX_SHEET, ...counts })];
  return [step({ ...about(sheet), kind: openCount ? NextStepKind.ANSWER_SHEET : NextStepKind.SUBMIT_SHEET, ...counts })];
}

/** Parts that came back, while others are still open; and parts that are late. */
function arrangingSteps(sheet: SheetRow, parts: readonly PartRow[]): NextStep[] {
  if (!sheet.openCount || sheet.state === AnswerSheetState.HANDED_IN) return [];
  const done = parts.filter(part => part.done);
  const late = parts.filter(part => !part.done && part.dueOn && part.dueOn < today());
  const counted = (kind: NextStepKind, some: readonly PartRow[], dueOn: string): NextStep[] =>
    some.length ? [step({ ...about(sheet), kind, count: some.length, totalCount: parts.length, dueOn })] : [];
  return [
    ...counted(NextStepKind.REVIEW_PARTS, done, sheet.dueOn),
    ...counted(NextStepKind.CHASE_PARTS, late, late.map(({ dueOn }) => dueOn!).toSorted()[0] ?? sheet.dueOn),
  ];
}
