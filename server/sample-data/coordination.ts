import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { Account } from '../account/entity.ts';
import { RowQuestion } from '../answer/row-question-entity.ts';
import { delegateRows } from '../delegation/service.ts';
import type { Organisation } from '../organisation/entity.ts';
import { askAboutRow, askColleagues, replyToQuestion, returnRows } from '../row-question/service.ts';
import { today } from '../scalars.ts';
import { SurveyFeature, type SurveyRound } from '../survey-round/entity.ts';
import type { Act } from './act.ts';

/**
 * What people do about a round that takes answers: 総務省 shares the work out and asks itself about a row, 財務省 gets two rows
 * back with a question, 国税庁 is asked and replies.
 */
export async function loadSampleCoordination(
  act: Act,
  operator: Viewer,
  organisations: readonly Organisation[],
  round: SurveyRound,
): Promise<void> {
  const as = (shortName: string, name: string, department: string): Viewer => {
    const { id: organisationId } = organisations.find(organisation => organisation.shortName === shortName)!;
    return { ...operator, organisationId, roles: [Role.COORDINATOR], name, department };
  };
  const [coordinator, asked, replying] = [
    as('総務', '取纏　二子（サンプル）', '大臣官房企画課'),
    as('財務', '取纏　四郎（サンプル）', '大臣官房会計課'),
    as('国税庁', '取纏　五子（サンプル）', '長官官房'),
  ];
  const features = await act(operator, ({ em }) => em.find(SurveyFeature, { round }, { orderBy: { position: 'asc' } }));
  const rowsOf = (...groups: string[]): string[] => features.filter(({ majorGroup }) => groups.includes(majorGroup)).map(({ id }) => id);
  const roundId = round.id;

  await act(coordinator, async context => {
    const respondent = await context.em.findOneOrFail(Account, { login: 'respondent@soumu.example' });
    await delegateRows(context, {
      roundId,
      featureIds: rowsOf('起案', '決裁'),
      accountId: respondent.id,
      note: '昨年度の実績も確かめてください。（サンプル）',
      dueOn: inDays(5),
    });
    await delegateRows(context, { roundId, featureIds: rowsOf('保存'), bureau: '行政管理局（サンプル）', dueOn: inDays(0) });
    await askColleagues(context, {
      roundId,
      featureId: features[1]!.id,
      question: '自治大学校の分も含めた回答ですか。（サンプル）',
    });
  });
  await act(operator, context =>
    returnRows(context, {
      roundId,
      organisationId: asked.organisationId,
      rows: [0, 7].map(place => ({
        featureId: features[place]!.id,
        question: 'この行の回答の根拠となる規程か業務手順を教えてください。（サンプル）',
      })),
    }),
  );
  const question = await act(operator, context =>
    askAboutRow(context, {
      roundId,
      organisationId: replying.organisationId,
      featureId: features[3]!.id,
      question: '地方支分部局での利用も含みますか。（サンプル）',
    }),
  );
  await act(replying, async context => {
    const { id: questionId, version } = await context.em.findOneOrFail(RowQuestion, question.id);
    await replyToQuestion(context, { questionId, version, reply: '国税局と税務署の利用を含みます。（サンプル）' });
  });
}

const inDays = (days: number): string => today(new Date(Date.now() + days * 86_400_000));
