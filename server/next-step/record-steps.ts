import { watchesOver } from '../access/viewer.ts';
import { type Context, signedIn } from '../context.ts';
import { RECORD_JOINS } from '../information-system/query.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

interface GapRow {
  totalCount: number;
  ids: string[];
  names: string[];
  namesEn: (string | null)[];
  dueOn: string | null;
}

/** What can be amiss with the record of a system, as SQL over RECORD_JOINS. */
const GAPS = {
  [NextStepKind.CONFIRM_AGAIN]: `confirmation.state = 'DUE'`,
  [NextStepKind.CONFIRM_FIRST]: `confirmation.state = 'NEVER'`,
  [NextStepKind.COMPLETE_RECORDS]: 'cardinality(completeness.missing) > 0',
  [NextStepKind.NAME_OWNERS]: `(system.owner_id is null or system.ownerless_since is not null) and system.lifecycle_state <> 'RETIRED'`,
};
type Gap = keyof typeof GAPS;

const columns = ([kind, condition]: [string, string]): string => `json_build_object(
    'totalCount', count(*), 'ids', coalesce(json_agg(system.id order by system.code) filter (where ${condition}), '[]'),
    'names', coalesce(json_agg(system.name order by system.code) filter (where ${condition}), '[]'),
    'namesEn', coalesce(json_agg(system.name_en order by system.code) filter (where ${condition}), '[]'),
    'dueOn', min(confirmation.holds_until) filter (where ${condition} and confirmation.state = 'DUE')) as "${kind}"`;

/** Systems of the organisation, or those that one person answers for. */
const RECORDS = `select ${Object.entries(GAPS).map(columns).join(', ')}
  from information_system system ${RECORD_JOINS} where system.tenant_id = ? and (?::uuid is null or system.owner_id = ?)`;

/** What the records of systems ask of whoever answers for them, or for all of them. One statement. */
export async function recordSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'setSystemOwner')) return [];
  const all = watchesOver(viewer);
  const only = all ? null : viewer.accountId;
  const [gaps] = await context.em.execute<[Record<Gap, GapRow>]>(RECORDS, [viewer.organisationId, only, only]);
  const kinds = may(viewer, 'confirmInformationSystem')
    ? [NextStepKind.CONFIRM_AGAIN, NextStepKind.CONFIRM_FIRST, NextStepKind.COMPLETE_RECORDS]
    : [];
  return [...kinds, ...(all ? [NextStepKind.NAME_OWNERS] : [])].flatMap(kind => {
    const { totalCount, ids, names, namesEn, dueOn } = gaps[kind as Gap];
    if (!ids.length) return [];
    const one = ids.length === 1 ? { subjectId: ids[0], name: names[0], nameEn: namesEn[0] ?? null } : {};
    return [step({ kind, ...one, count: ids.length, totalCount, dueOn: kind === NextStepKind.CONFIRM_AGAIN ? dueOn : null })];
  });
}
