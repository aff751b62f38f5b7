import { LEVEL_LABELS } from '../answer/level.ts';
import { unpacked } from '../answer/submission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { surveyAxes } from '../heatmap/query.ts';
import { surveyHeatmap } from '../heatmap/service.ts';
import type { Language } from '../language.ts';
import type { SurveyRound } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { type ExportTable, say } from './table.ts';

/** A round with its heatmap, as `SurveyHeatmap` packs it. */
interface SeenRound {
  round: SurveyRound;
  grid: string;
}
type ComparedRound = SeenRound & { axes: string };

/**
 * A round beside another one about the same system, as a table.
 *
 * @throws NotFoundError when the viewer sees no such other round, or it is about another system
 */
export async function comparisonOf(
  context: Pick<Context, 'em' | 'viewer'>,
  now: SeenRound,
  otherId: string,
  changedOnly: boolean,
  language: Language,
): Promise<ExportTable> {
  const { em } = context;
  const round = await findSurveyRound(context, otherId);
  if (round.system.id !== now.round.system.id) throw new NotFoundError('SurveyRound', otherId);
  const { grid } = await surveyHeatmap(context, otherId);
  return comparisonTable(
    { ...now, axes: await surveyAxes(em, now.round.id) },
    { round, grid, axes: await surveyAxes(em, otherId) },
    changedOnly,
    language,
  );
}

type Feature = [id: string, code: string, name: string, nameEn: string | null, majorGroup: string, middleGroup: string | null];
type Organisation = [id: string, name: string, nameEn: string, shortName: string, state: string, levels: string | null];

/** Rows and columns of a round by what they are: the feature of the system, the ministry. */
function unfolded({ grid, axes }: ComparedRound) {
  const { features, organisations } = JSON.parse(grid) as { features: Feature[]; organisations: Organisation[] };
  const { features: systemFeatures } = JSON.parse(axes) as { features: string[] };
  return {
    features: new Map(features.map((feature, position) => [systemFeatures[position]!, { feature, position }])),
    organisations: new Map(organisations.map(organisation => [organisation[0], organisation])),
  };
}

/**
 * Two rounds about a system cell by cell: a row per feature and ministry that either of them asked about, in the order of the
 * later one, what only the other one had last.
 */
function comparisonTable(now: ComparedRound, other: ComparedRound, changedOnly: boolean, language: Language): ExportTable {
  const [after, before] = [unfolded(now), unfolded(other)];
  const word = (side: typeof after, featureId: string, organisationId: string): string => {
    const row = side.features.get(featureId);
    const column = side.organisations.get(organisationId);
    if (!row || !column) return say(language, '調査対象外', 'Not asked');
    const level = unpacked(column[5]?.[row.position]);
    return level ? LEVEL_LABELS[level][language] : say(language, '未回答', 'Unanswered');
  };
  const features = [...new Map([...after.features, ...[...before.features].filter(([id]) => !after.features.has(id))])];
  const organisations = [...new Map([...after.organisations, ...[...before.organisations].filter(([id]) => !after.organisations.has(id))])];
  const rows = features.flatMap(
    ([
      featureId,
      {
        feature: [, code, name, nameEn, majorGroup, middleGroup],
      },
    ]) =>
      organisations.flatMap(([organisationId, [, ministry, ministryEn]]) => {
        const [was, is] = [word(before, featureId, organisationId), word(after, featureId, organisationId)];
        if (changedOnly && was === is) return [];
        const change = was === is ? say(language, '変わらず', 'Unchanged') : say(language, '変化あり', 'Changed');
        return [[code, majorGroup, middleGroup, say(language, name, nameEn ?? name), say(language, ministry, ministryEn), was, is, change]];
      }),
  );
  return {
    title: `${now.round.title}${say(language, '_前回との比較', '_comparison')}`,
    columns: [
      say(language, '機能コード', 'Feature code'),
      say(language, '大分類', 'Major group'),
      say(language, '中分類', 'Middle group'),
      say(language, '機能名', 'Feature'),
      say(language, '府省名', 'Ministry'),
      other.round.title,
      now.round.title,
      say(language, '変化', 'Change'),
    ],
    rows,
    frozenColumns: 5,
  };
}
