import type { Viewer } from '../access/viewer.ts';
import { openSurveyRound } from '../answer/distribution.ts';
import { returnSubmission, saveAnswers, submitAnswerSheet } from '../answer/service.ts';
import { AnswerSheet } from '../answer/entity.ts';
import { createFeature } from '../feature/service.ts';
import { closeSurveyRound, publishSurveyRound } from '../heatmap/round-end.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import type { Organisation } from '../organisation/entity.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import { AnswerSharing, SurveyFeature, type SurveyRound } from '../survey-round/entity.ts';
import { createSurveyRound } from '../survey-round/service.ts';
import { setVerdictRule } from '../verdict/service.ts';
import { chance, sampleAnswer } from './answers.ts';
import { loadSampleDecisions } from './decisions.ts';
import type { Act } from './act.ts';
import { loadSampleCoordination } from './coordination.ts';

/** Two rounds of last year that are published, one that takes answers now, one that has just ended, and one in preparation. */
export async function loadSampleRounds(
  act: Act,
  operator: Viewer,
  systems: readonly InformationSystem[],
  organisations: readonly Organisation[],
): Promise<void> {
  const [travel, documents, personnel, applications] = systems as [
    InformationSystem,
    InformationSystem,
    InformationSystem,
    InformationSystem,
  ];
  const year = fiscalYearOf(today());
  const create = (system: InformationSystem, fiscalYear: number, asked = organisations): Promise<SurveyRound> =>
    act(operator, context =>
      createSurveyRound(context, {
        systemId: system.id,
        title: `${fiscalYear}年度 機能利用状況調査：${system.name}`,
        explanation: 'サンプルの調査です。各機能について、業務での利用状況を3つの選択肢から1つ選んでください。',
        fiscalYear,
        opensOn: today(),
        dueOn: inDays(21),
        targetIds: asked.map(({ id }) => id),
      }),
    );
  const open = ({ id }: SurveyRound): Promise<SurveyRound> =>
    act(operator, context => openSurveyRound(context, { roundId: id, version: 1 }));

  const publish = async (past: SurveyRound): Promise<void> => {
    for (const organisation of organisations)
      if (!['金融庁', '厚労'].includes(organisation.shortName)) await answer(act, operator, organisation, past, 1, true);
    const closed = await act(operator, context => closeSurveyRound(context, { roundId: past.id, version: past.version }));
    await act(operator, context =>
      publishSurveyRound(context, { roundId: past.id, version: closed.version, sharing: AnswerSharing.SHARES }),
    );
  };
  const published = await open(await create(travel, year - 1));
  await publish(published);
  await loadSampleDecisions(act, operator, published);
  await publish(await open(await create(documents, year - 1)));
  // New since then, so that not every row has an answer of last year.
  const { id: systemId } = documents;
  await act(operator, context =>
    createFeature(context, { systemId, code: 'DOC-04-04', name: '移管済みファイル一覧', majorGroup: '移管', middleGroup: '廃棄' }),
  );

  const current = await open(await create(documents, year));
  for (const organisation of organisations) {
    const diligence = chance(`diligence ${organisation.corporateNumber}`);
    if (organisation.shortName === '総務') await answer(act, operator, organisation, current, 0.4, false);
    else if (diligence < 0.5) await answer(act, operator, organisation, current, 1, true);
    else if (diligence < 0.75) await answer(act, operator, organisation, current, 0.6, false);
  }
  const returned = organisations.find(({ corporateNumber }) => chance(`diligence ${corporateNumber}`) < 0.5)!;
  await act(operator, context =>
    returnSubmission(context, {
      roundId: current.id,
      organisationId: returned.id,
      reason: '「他の手段も併用」の手段名が空欄の行があります。ご確認ください。（サンプル）',
    }),
  );

  // Half of the ministries have answered, and the manager wants to see what shows already.
  await act(operator, context =>
    setVerdictRule(context, {
      roundId: current.id,
      version: 0,
      responseFloorPercent: 40,
      shrinkPercent: 50,
      windowMonths: 12,
      reason: '受付期間中の見込みを確認するため（サンプル）',
    }),
  );
  await loadSampleCoordination(act, operator, organisations, current);

  // Not everybody is asked about every system.
  const users = organisations.filter((_, place) => place % 3 !== 1);
  const ended = await open(await create(applications, year, users));
  for (const organisation of users.slice(1)) await answer(act, operator, organisation, ended, 1, true);
  await act(operator, context => closeSurveyRound(context, { roundId: ended.id, version: ended.version }));

  await create(personnel, year);
}

/** One ministry answers a share of the features, and submits or leaves it at that. */
async function answer(
  act: Act,
  operator: Viewer,
  organisation: Organisation,
  round: SurveyRound,
  share: number,
  submits: boolean,
): Promise<void> {
  const respondent: Viewer = {
    ...operator,
    organisationId: organisation.id,
    name: '回答　担当（サンプル）',
    department: '大臣官房（サンプル）',
  };
  await act(respondent, async context => {
    const features = await context.em.find(SurveyFeature, { round }, { orderBy: { position: 'asc' } });
    const answers = features.slice(0, Math.ceil(features.length * share)).map(({ id: featureId, code }) => {
      const drawn = sampleAnswer(organisation.corporateNumber, code, round.fiscalYear < fiscalYearOf(today()));
      return { featureId, ...drawn, version: 0 };
    });
    await saveAnswers(context, { roundId: round.id, answers });
    if (!submits) return;
    const { version } = await context.em.findOneOrFail(AnswerSheet, { round, tenantId: organisation.id });
    await submitAnswerSheet(context, { roundId: round.id, version });
  });
}

function inDays(days: number): string {
  return today(new Date(Date.now() + days * 86_400_000));
}
