import { administratorsOfOrganisations } from '../account/loader.ts';
import { type Context, signedIn } from '../context.ts';
import { watchesOver } from '../access/viewer.ts';
import { belongings } from '../handover/service.ts';
import { isOperator } from '../organisation/service.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

interface HandoverRow {
  id: string;
  fromId: string;
  toId: string;
  fromName: string;
  leavesOn: string;
  openCount: number;
  itemCount: number;
}

const HANDOVERS = `
  select handover.id, handover.from_id as "fromId", handover.to_id as "toId", account.name as "fromName",
    handover.leaves_on::text as "leavesOn", handover.open_count as "openCount",
    (select count(*)::int from handover_item where handover_id = handover.id) as "itemCount"
  from handover join account on account.id = handover.from_id
  where handover.acknowledged_at is null and handover.withdrawn_at is null order by handover.leaves_on, handover.id`;

/** Hand-overs for the viewer to take, and those of others for whoever leaves or watches over them. One statement. */
export async function handoverSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'acknowledgeHandover')) return [];
  const pending = await context.em.execute<HandoverRow[]>(HANDOVERS);
  const watches = watchesOver(viewer);
  const others = pending.filter(({ fromId, toId }) => toId !== viewer.accountId && (watches || fromId === viewer.accountId));
  return [
    ...pending
      .filter(({ toId }) => toId === viewer.accountId)
      .map(({ id, fromName, leavesOn, openCount, itemCount }) =>
        step({
          kind: NextStepKind.TAKE_OVER,
          subjectId: id,
          name: fromName,
          count: openCount,
          totalCount: itemCount,
          dueOn: leavesOn,
        }),
      ),
    ...(others[0] ? [step({ kind: NextStepKind.FOLLOW_HANDOVERS, count: others.length, dueOn: others[0].leavesOn })] : []),
  ];
}

/** Sheets of the ministry that wait for a coordinator that it does not have. */
const STRANDED_SHEETS = `
  select count(*)::int as count, min(round.due_on)::text as "dueOn"
  from answer_sheet sheet join survey_round round on round.id = sheet.round_id and round.state = 'OPEN'
  where sheet.tenant_id = ? and sheet.state <> 'SUBMITTED' and not exists (
    select from membership join account on account.id = membership.account_id and account.disabled_at is null
    where membership.tenant_id = sheet.tenant_id and membership.role = 'COORDINATOR')`;

const ORGANISATIONS = `select id from organisation where ends_on is null or ends_on >= (now() at time zone 'Asia/Tokyo')::date`;

/** What keeping the people asks of an administrator. */
export async function administratorSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  const { em } = context;
  if (!may(viewer, 'createAccount')) return [];
  const [stranded] = await em.execute<[{ count: number; dueOn: string | null }]>(STRANDED_SHEETS, [viewer.organisationId]);
  const { bindingCount } = await belongings(context, null);
  const organisationIds = (await isOperator(em, viewer.organisationId))
    ? (await em.execute<{ id: string }[]>(ORGANISATIONS)).map(({ id }) => id)
    : [];
  const kept = organisationIds.length ? await administratorsOfOrganisations(context.signIn, organisationIds) : [];
  const without = kept.filter(has => !has).length;
  return [
    ...(stranded.count ? [step({ kind: NextStepKind.APPOINT_COORDINATOR, ...stranded })] : []),
    ...(bindingCount ? [step({ kind: NextStepKind.PLACE_BELONGINGS, count: bindingCount })] : []),
    ...(without ? [step({ kind: NextStepKind.APPOINT_ADMINISTRATORS, count: without, totalCount: organisationIds.length })] : []),
  ];
}
