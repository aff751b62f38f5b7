import type { TestPortal } from '../support/open-portal.ts';
import type { SurveyTravel } from '../support/survey-travel.ts';
import type { Judged } from './judged.ts';

/** What was submitted, by feature code and organisation: '0' fully used, '1' with other means, '2' not used, undefined while open. */
export async function submitted({ superuser }: TestPortal, travel: SurveyTravel): Promise<Map<string, Map<string, string>>> {
  const { rows } = await superuser.query<{ tenant_id: string; levels: string }>(
    'select tenant_id, levels from submission where round_id = $1 and latest',
    [travel.round.id],
  );
  return new Map(
    travel.round.features.map(({ code }, position) => [
      code,
      new Map(rows.flatMap(({ tenant_id, levels }) => (levels[position] === '.' ? [] : [[tenant_id, levels[position]!]]))),
    ]),
  );
}

/** The rules, written once more without SQL. Floor and shrinking share in per cent. */
export async function byHand(
  portal: TestPortal,
  travel: SurveyTravel,
  floor = 80,
  shrink = 50,
): Promise<Omit<Judged, 'id' | 'variationRatio' | 'previous'>[]> {
  const answers = await submitted(portal, travel);
  const submittedCount = 19;
  const asked = 21;
  return travel.round.features.map(({ code }) => {
    const given = answers.get(code)!;
    const rows = travel.log.filter(({ key }) => key === code);
    const usesOf = (organisation: string): number =>
      rows.filter(row => travel.organisations.get(row.corporateNumber) === organisation).reduce((sum, { count }) => sum + count, 0);
    const uses = rows.reduce((sum, { count }) => sum + count, 0);
    const logged = rows.length > 0;
    const count = (level: string): number => [...given.values()].filter(one => one === level).length;
    const [full, other, not] = [count('0'), count('1'), count('2')];
    const answered = full + other + not;
    const users = [...given].filter(([, level]) => level !== '2').map(([organisation]) => organisation);
    const contradictions = [...given].filter(
      ([organisation, level]) => logged && ((level === '2' && usesOf(organisation) > 0) || (level === '0' && usesOf(organisation) === 0)),
    ).length;
    const [verdict, detail] =
      submittedCount / asked < floor / 100
        ? ['UNDECIDED', 'FEW_ANSWERS']
        : answered === 0
          ? logged && uses === 0
            ? ['RETIRE', 'C']
            : ['UNDECIDED', 'NO_ANSWER']
          : answered / asked < floor / 100
            ? ['UNDECIDED', 'FEW_ANSWERS']
            : not === answered
              ? !logged
                ? ['RETIRE', 'B']
                : uses === 0
                  ? ['RETIRE', 'A']
                  : ['UNDECIDED', 'CONTRADICTION']
              : not / answered >= shrink / 100
                ? ['SHRINK', null]
                : other > 0
                  ? ['IMPROVE', null]
                  : ['KEEP', null];
    return {
      code,
      verdict: verdict!,
      grade: verdict === 'RETIRE' ? detail! : null,
      undecidedReason: verdict === 'UNDECIDED' ? detail! : null,
      askedCount: asked,
      submittedCount,
      fullyUsedCount: full,
      usedWithOtherMeansCount: other,
      notUsedCount: not,
      logged,
      logCount: logged ? uses : null,
      contradictionCount: contradictions,
      windowFrom: '2025-04',
      windowTo: '2026-03',
      windowToldCount: 12,
      lastUserId: users.length === 1 ? users[0]! : null,
    };
  });
}
