import type { EntityManager } from '@mikro-orm/postgresql';
import { RowQuestion } from '../answer/row-question-entity.ts';

/** Questions about the rows of each sheet in the order of the features, earliest first; the wall leaves out what is not the viewer's. */
export async function questionsOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<RowQuestion[][]> {
  const questions = await em.find(
    RowQuestion,
    { sheet: { $in: [...sheetIds] } },
    { populate: ['surveyFeature'], orderBy: { surveyFeature: { position: 'asc' }, askedAt: 'asc' } },
  );
  const bySheet = Map.groupBy(questions, question => question.sheet.id);
  return sheetIds.map(id => bySheet.get(id) ?? []);
}
