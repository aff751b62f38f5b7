import type { EntityManager } from '@mikro-orm/postgresql';
import { Answer, AnswerSheet } from '../answer/entity.ts';
import { LEVEL_LABELS } from '../answer/level.ts';
import { NotFoundError } from '../errors.ts';
import { ANSWER_COLUMNS, FORM_LABELS } from '../file-import/answer-file.ts';
import { contactsOf, dayText, formInstructions, INSTRUCTIONS } from './form-instructions.ts';
import type { Language } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import { SurveyFeature, type SurveyRound } from '../survey-round/entity.ts';
import { writeXlsx } from '../spreadsheet/write-xlsx.ts';
import { type ExportedFile, say, XLSX_TYPE } from './table.ts';

/**
 * The form of one ministry as a workbook, filled with what it has answered so far: codes locked, levels to choose from a
 * list, and how to fill it in on a sheet of its own. It names its survey and its ministry, so that it cannot be taken for another one.
 *
 * @throws NotFoundError when the ministry is not asked
 */
export async function answerForm(em: EntityManager, round: SurveyRound, organisationId: string, language: Language): Promise<ExportedFile> {
  const sheet = await em.findOne(AnswerSheet, { round, tenantId: organisationId });
  if (!sheet) throw new NotFoundError('AnswerSheet', round.id);
  const organisation = await em.findOneOrFail(Organisation, organisationId);
  const features = await em.find(SurveyFeature, { round }, { orderBy: { position: 'asc' } });
  const answers = new Map((await em.find(Answer, { sheet })).map(answer => [answer.surveyFeature.id, answer]));
  const of = language === 'ja' ? 0 : 1;
  const heading = (key: (typeof ANSWER_COLUMNS)[number]['key']): string => ANSWER_COLUMNS.find(column => column.key === key)!.headings[of]!;
  const ministry = [say(language, '府省名', 'Ministry'), say(language, organisation.name, organisation.nameEn)];
  const title = say(language, `機能利用状況調査票　${round.title}`, `Feature usage survey: ${round.title}`);
  const bytes = await writeXlsx({
    title,
    sheets: [
      {
        name: say(language, '回答票', 'Answers'),
        before: [
          [title],
          // The value of a label stands right of it, over cells that are left blank for it to spread into.
          [null, ...ministry, null, null, FORM_LABELS.corporateNumber[of], organisation.corporateNumber],
          [null, say(language, '回答期限', 'Answers until'), dayText(round.dueOn, language), null, null, FORM_LABELS.round[of], round.id],
          [
            null,
            FORM_LABELS.bureau[of],
            { value: null, unlocked: true },
            say(language, '（部局ごとに記入するとき）', '(when bureaus fill it in)'),
          ],
          [
            say(
              language,
              `白いセルに記入してください。「${heading('level')}」は一覧から選びます。空欄は未回答です。くわしくはシート「${INSTRUCTIONS.ja}」にあります。`,
              `Fill in the white cells, choosing ${heading('level')} from the list. Blank means unanswered. See the sheet "${INSTRUCTIONS.en}".`,
            ),
          ],
        ],
        columns: [
          { heading: 'No', width: 6 },
          { heading: heading('code'), width: 14 },
          { heading: say(language, '大分類', 'Major group'), width: 20 },
          { heading: say(language, '中分類', 'Middle group'), width: 20 },
          { heading: heading('name'), width: 32 },
          { heading: heading('level'), width: 26, unlocked: true, choices: Object.values(LEVEL_LABELS).map(label => label[language]) },
          { heading: heading('otherMeans'), width: 28, unlocked: true },
          { heading: heading('comment'), width: 40, unlocked: true },
          { heading: heading('logNote'), width: 40, unlocked: true },
        ],
        rows: features.map(({ id, code, name, nameEn, majorGroup, middleGroup = null }, index) => {
          const answer = answers.get(id);
          const level = answer?.level ? LEVEL_LABELS[answer.level][language] : null;
          return [
            index + 1,
            code,
            majorGroup,
            middleGroup,
            language === 'en' ? (nameEn ?? name) : name,
            level,
            answer?.otherMeans ?? null,
            answer?.comment ?? null,
            answer?.logNote ?? null,
          ];
        }),
        frozenColumns: 5,
        locked: true,
        filtered: true,
      },
      formInstructions(
        { round, ministry: ministry[1]!, heading, contacts: await contactsOf(em, round, organisationId, language) },
        language,
      ),
    ],
  });
  return { name: `${say(language, '回答票', 'answers')}_${organisation.shortName}_${round.title}.xlsx`, type: XLSX_TYPE, bytes };
}
