import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { Membership } from '../account/entity.ts';
import { UsageLevel } from '../answer/entity.ts';
import { LEVEL_LABELS } from '../answer/level.ts';
import { FORM_LABELS } from '../file-import/answer-file.ts';
import type { Language, Text } from '../language.ts';
import { Organisation } from '../organisation/entity.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import type { WorkbookSheet } from '../spreadsheet/workbook.ts';
import { say } from './table.ts';

/** Name of the sheet. */
export const INSTRUCTIONS: Text = { ja: '記入方法', en: 'How to fill in' };

/** What each level means, in the words of the guidebook's case 9-10. */
const MEANINGS: Readonly<Record<UsageLevel, Text>> = {
  [UsageLevel.FULLY_USED]: { ja: 'その機能だけで業務を終えられている。', en: 'The work is done with the feature alone.' },
  [UsageLevel.USED_WITH_OTHER_MEANS]: {
    ja: 'その機能のほかに、Excel や紙など別の手段も使っている。手段の名前も記入する。',
    en: 'Besides the feature, something else is used, such as a spreadsheet or paper. Name it.',
  },
  [UsageLevel.NOT_USED]: { ja: 'その機能を業務で一度も使っていない。', en: 'The work never uses the feature.' },
};

interface FormFacts {
  round: SurveyRound;
  ministry: string;
  heading: (key: 'level' | 'otherMeans' | 'comment' | 'logNote') => string;
  contacts: string;
}

/** The sheet that says what to fill in, what it means, how to give it back and whom to ask. */
export function formInstructions({ round, ministry, heading, contacts }: FormFacts, language: Language): WorkbookSheet {
  const of = language === 'ja' ? 0 : 1;
  const quoted = (text: string): string => say(language, `「${text}」`, `"${text}"`);
  const [level, otherMeans, comment, logNote] = (['level', 'otherMeans', 'comment', 'logNote'] as const).map(key => quoted(heading(key)));
  const levels = Object.values(UsageLevel).map((each): [Text, Text] => [LEVEL_LABELS[each], MEANINGS[each]]);
  const rows: [Text, Text][] = [
    [
      { ja: 'この様式', en: 'This form' },
      { ja: `${round.title}（${ministry}の回答票）`, en: `${round.title} (form of ${ministry})` },
    ],
    [
      { ja: '回答期限', en: 'Answers until' },
      { ja: `${dayText(round.dueOn, 'ja')}（24時まで）`, en: `${dayText(round.dueOn, 'en')}, 24:00 Japan time` },
    ],
    ...(round.explanation
      ? ([
          [
            { ja: '調査の説明', en: 'About the survey' },
            { ja: round.explanation, en: round.explanation },
          ],
        ] satisfies [Text, Text][])
      : []),
    [
      { ja: '記入するところ', en: 'What to fill in' },
      {
        ja: `${level}${otherMeans}${comment}の白いセル。${level}はセルを選ぶと出る▼の一覧から選ぶ。${otherMeans}${comment}は自由に書く。`,
        en: `The white cells of ${level}, ${otherMeans} and ${comment}. Choose ${level} from the list that the arrow beside the cell opens; write the other two freely.`,
      },
    ],
    ...levels,
    [
      { ja: 'ログと違うとき', en: 'Where the log differs' },
      {
        ja: `自府省の利用ログと合わない回答には、その理由を${logNote}に書く。`,
        en: `Where an answer does not agree with your own usage log, say why under ${logNote}.`,
      },
    ],
    [
      { ja: '空欄', en: 'Blank' },
      {
        ja: '未回答として扱う。「全く利用していない」とは数えない。空欄のまま返しても、ポータルに入力済みの回答は消えない。',
        en: 'Unanswered; never counted as "Not used". A blank cell takes back nothing that was answered in the portal.',
      },
    ],
    [
      { ja: '変更できないところ', en: 'What is locked' },
      {
        ja: '灰色のセルと見出し。機能コードで照合するため、行の追加や削除はできない。見出しの▼で、行を絞り込める。',
        en: 'Grey cells and headings. Rows are told by their feature code, so none can be added or deleted. The arrows in the headings show only some of the rows.',
      },
    ],
    [
      { ja: '部局で分けるとき', en: 'When bureaus share the work' },
      {
        ja: `このファイルを部局に配り、${quoted(FORM_LABELS.bureau[of])}に部局の名前を、担当する行に回答を記入してもらう。集まったファイルはポータルでまとめて取り込める。食い違う回答は、取り込む前に表示される。`,
        en: `Give each bureau a copy, to enter its name beside ${quoted(FORM_LABELS.bureau[of])} and its answers. The portal takes all the copies at once and shows, before anything is written, where they differ.`,
      },
    ],
    [
      { ja: '返し方', en: 'How to return it' },
      {
        ja: 'Excel ブック（.xlsx）のまま保存し、ポータルでこの調査の回答画面を開いて「記入した Excel・CSV を取り込む」で選ぶ。ポータルを使えないときは、調査の実施機関に送る。',
        en: 'Save it as an Excel workbook (.xlsx), open the answers of this survey in the portal and choose it under "Import a filled-in Excel or CSV file". Without access to the portal, send it to the organisation that runs the survey.',
      },
    ],
    [
      { ja: '問合せ先', en: 'Whom to ask' },
      { ja: contacts, en: contacts },
    ],
  ];
  return {
    name: INSTRUCTIONS[language],
    before: [[INSTRUCTIONS[language]]],
    columns: [
      { heading: say(language, '項目', 'Subject'), width: 26 },
      { heading: say(language, '説明', 'Explanation'), width: 90 },
    ],
    rows: rows.map(([subject, text]) => [{ value: subject[language], bold: true }, text[language]]),
    locked: true,
  };
}

/** Who can answer questions: those who gather the answers of the ministry, and who runs the survey. */
export async function contactsOf(em: EntityManager, round: SurveyRound, organisationId: string, language: Language): Promise<string> {
  const runner = await em.findOneOrFail(Organisation, round.tenantId);
  const coordinators = await em.find(
    Membership,
    { tenantId: organisationId, role: Role.COORDINATOR, account: { disabledAt: null } },
    { populate: ['account'], orderBy: { account: { name: 'asc' } } },
  );
  const names = coordinators.slice(0, 3).map(({ account }) => {
    const { name, department } = account.unwrap();
    return department ? say(language, `${department} ${name}`, `${name}, ${department}`) : name;
  });
  return [
    ...(names.length
      ? [say(language, `府省の取りまとめ担当者：${names.join('、')}`, `Coordinator of the ministry: ${names.join('; ')}`)]
      : []),
    say(language, `調査の実施機関：${runner.name}`, `Organisation that runs the survey: ${runner.nameEn}`),
  ].join('\n');
}

/** 2026年12月11日（金）, or Fri, 11 December 2026. */
export function dayText(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
  return format
    .format(new Date(`${day}T00:00:00Z`))
    .replace('(', '（')
    .replace(')', '）');
}
