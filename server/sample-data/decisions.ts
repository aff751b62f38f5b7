import type { Viewer } from '../access/viewer.ts';
import { Contract } from '../contract/entity.ts';
import { DecisionKind, DecisionState, ImprovementKind, Opportunity } from '../decision/entity.ts';
import { moveDecision, proposeDecision } from '../decision/service.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { roundVerdicts } from '../verdict/service.ts';
import { Verdict } from '../verdict/type.ts';
import type { Act } from './act.ts';

/** What was decided on a published round: one feature is to go, one is to become better. */
export async function loadSampleDecisions(act: Act, operator: Viewer, { id: roundId }: SurveyRound): Promise<void> {
  const { id: contractId } = await act(operator, ({ em }) => em.findOneOrFail(Contract, { number: 'サンプル-001' }));
  const verdicts = await act(operator, context => roundVerdicts(context, roundId));
  const first = (verdict: Verdict): string => verdicts.find(one => one.verdict === verdict)!.id;
  const retirement = await act(operator, context =>
    proposeDecision(context, {
      roundId,
      surveyFeatureId: first(Verdict.RETIRE),
      kind: DecisionKind.RETIRE,
      reason: 'どの府省も利用しておらず、代わりの手段がある。（サンプル）',
      opportunity: Opportunity.CONTRACT_END,
      contractId,
      savingYen: 1_200_000,
      savingBasis: '当該機能に関する保守工数 10 人日／年の概算（サンプル）',
    }),
  );
  await act(operator, context =>
    moveDecision(context, {
      decisionId: retirement.id,
      version: retirement.version,
      to: DecisionState.AGREED,
      reason: '全体会議で合意（サンプル）',
    }),
  );
  await act(operator, context =>
    proposeDecision(context, {
      roundId,
      surveyFeatureId: first(Verdict.IMPROVE),
      kind: DecisionKind.IMPROVE,
      improvement: ImprovementKind.MODIFICATION,
      reason: '表計算ソフトとの併用が多い。一括入力に対応する。（サンプル）',
      opportunity: Opportunity.DAY,
      day: `${fiscalYearOf(today()) + 1}-10-01`,
      dayReason: '下半期の改修に合わせる（サンプル）',
    }),
  );
}
