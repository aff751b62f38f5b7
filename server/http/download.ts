import { AsyncLocalStorage } from 'node:async_hooks';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isPermitted } from '../access/permissions.ts';
import type { Viewer } from '../access/viewer.ts';
import { coordinatorsOfOrganisations } from '../answer/loader.ts';
import type { Doors } from '../database/doors.ts';
import { NotFoundError } from '../errors.ts';
import { ledgerDatesOfSystems } from '../expiry/ledger-date.ts';
import { answerForm } from '../file-export/answer-form.ts';
import { chosenId } from '../file-export/address.ts';
import { boardSystemsOf, inOverviewOrder, overviewFilterOf } from '../file-export/board-query.ts';
import { budgetRequestSheet } from '../file-export/budget-request.ts';
import { contractFindingTable } from '../file-export/contract-findings.ts';
import { contractList } from '../file-export/contracts.ts';
import { openContractList } from '../file-export/open-contracts.ts';
import { comparisonOf } from '../file-export/comparison.ts';
import { expiryTable } from '../file-export/expiry.ts';
import { heatmapTable, heatmapViewOf } from '../file-export/heatmap.ts';
import { ministryBoardTable, ministryOverviewTable } from '../file-export/ministry-board.ts';
import { sheetReviewTable } from '../file-export/sheet-review.ts';
import { featureList, informationSystemList, organisationList, template } from '../file-export/list.ts';
import { roundProgressTable } from '../file-export/round-progress.ts';
import { portfolioExport } from '../file-export/portfolio.ts';
import { roundChangeTable, systemChangesTable } from '../file-export/round-change.ts';
import { roundVerdictList, verdictList } from '../file-export/verdict.ts';
import { type ExportedFile, exportTable, type ExportTable, type Format } from '../file-export/table.ts';
import { surveyHeatmap } from '../heatmap/service.ts';
import { findInformationSystem } from '../information-system/service.ts';
import { type Language, languageOf } from '../language.ts';
import { ministryBoard, ministrySummaries } from '../ministry-board/service.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { UUID } from '../uuid.ts';
import { permittedViewer, readAs, sendFile } from './rest.ts';

interface Wanted {
  em: EntityManager;
  /** Whether each organisation has a coordinator, which the tenant wall keeps from the viewer’s own door. */
  coordinated: (organisationIds: readonly string[]) => Promise<boolean[]>;
  viewer: Viewer;
  /** Id or year in the path. */
  key: string;
  language: Language;
  /** Where people find the portal. */
  address: string;
  /** What else the address says, such as filters. */
  query: Record<string, string | undefined>;
}

/** Tables that can be had as CSV and XLSX, by the name in the path. */
const TABLES: Record<string, (wanted: Wanted) => Promise<ExportTable>> = {
  organisations: ({ em, language }) => organisationList(em, language),
  'information-systems': ({ em, language, query }) => informationSystemList(em, query, language),
  contracts: ({ em, viewer, language, query }) => contractList(em, viewer.organisationId, query, language),
  'open-contracts': ({ em, viewer, language }) => openContractList(em, viewer.organisationId, language),
  'budget-request': ({ em, key, language, address, query }) => budgetRequestSheet(em, Number(key), query, { language, address }),
  expiry: ({ em, language, query }) => expiryTable(em, query, language),
  'contract-findings': ({ em, language, query }) => contractFindingTable(em, query, language),
  features: async ({ em, key, language }) => featureList(em, await findInformationSystem({ em }, key), language),
  heatmap: async ({ em, viewer, key, language, query }) => {
    const view = heatmapViewOf(query);
    const { grid } = await surveyHeatmap({ em, viewer }, key, view.asOf);
    const round = await findSurveyRound({ em }, key);
    const otherId = chosenId(query, 'with');
    if (!otherId) return heatmapTable(round, grid, language, view);
    return comparisonOf({ em, viewer }, { round, grid }, otherId, Boolean(query['changed']), language);
  },
  'round-progress': async ({ em, coordinated, key, language, query }) =>
    roundProgressTable(em, coordinated, await findSurveyRound({ em }, key), query, language),
  'sheet-review': async ({ em, viewer, key, language }) =>
    sheetReviewTable(em, await findSurveyRound({ em }, key), viewer.organisationId, language),
  portfolio: ({ em, key, language, query }) => portfolioExport(em, Number(key), query, language),
  verdicts: ({ em, key, language, query }) => verdictList(em, Number(key), query, language),
  'round-verdicts': async ({ em, key, language, query }) => roundVerdictList(em, await findSurveyRound({ em }, key), query, language),
  'round-change': async ({ em, key, language }) => roundChangeTable(em, await findSurveyRound({ em }, key), language),
  'system-changes': async ({ em, key, language }) => systemChangesTable(em, await findInformationSystem({ em }, key), language),
  'ministry-board': async ({ em, viewer, key, language, query }) => {
    const board = await ministryBoard({ em, viewer }, key);
    const ids = isPermitted(viewer.roles, 'Query.contracts') ? board.systems.map(({ id }) => id) : [];
    const dates = new Map((await ledgerDatesOfSystems(em, ids)).map((ofSystem, place) => [ids[place]!, ofSystem]));
    const late = new Set(ids.filter(id => dates.get(id)!.pastCount));
    return ministryBoardTable({ ...board, systems: boardSystemsOf(board.systems, late, query) }, dates, language);
  },
  'ministry-overview': async ({ em, viewer, language, query }) =>
    ministryOverviewTable(inOverviewOrder(await ministrySummaries({ em, viewer }, ...overviewFilterOf(query)), query), language),
  template: async ({ key, language }) => template(key as 'features', language),
};

const KEYS: Record<string, RegExp> = {
  organisations: /^$/,
  'information-systems': /^$/,
  portfolio: /^\d{4}$/,
  verdicts: /^\d{4}$/,
  'ministry-overview': /^$/,
  contracts: /^$/,
  'open-contracts': /^$/,
  expiry: /^$/,
  'contract-findings': /^$/,
  'budget-request': /^\d{4}$/,
  template: /^(organisations|information-systems|features|contracts)$/,
};

/** GET /download/… : every table as CSV or XLSX, and the answer form. */
export function serveDownloads(app: FastifyInstance, doors: Doors, publicUrl: string | undefined): void {
  app.get<{ Params: { '*': string }; Querystring: Record<string, string | undefined> }>('/download/*', async (request, reply) => {
    const match = /^([a-z-]+?)(?:\/([^/.]+))?\.(csv|xlsx)$/.exec(request.params['*']);
    const [, name = '', key = '', format = 'csv'] = match ?? [];
    const known = name === 'answer-form' ? format === 'xlsx' : Object.hasOwn(TABLES, name);
    if (!match || !known || !(KEYS[name] ?? UUID).test(key)) throw new NotFoundError('Download', request.params['*']);
    const file = await produce(doors, request, publicUrl ?? `${request.protocol}://${request.host}`, name, key, format as Format);
    return sendFile(reply, file);
  });
}

async function produce(
  doors: Doors,
  request: FastifyRequest<{ Querystring: Record<string, string | undefined> }>,
  address: string,
  name: string,
  key: string,
  format: Format,
): Promise<ExportedFile> {
  const permission = `download:${name}`;
  const viewer = await permittedViewer(doors, request, permission);
  const { query } = request;
  const language = languageOf(query['lang'] || request.headers['accept-language']);
  // Within the transaction of one door every EntityManager would go through that door.
  const outside = AsyncLocalStorage.snapshot();
  const coordinated = (ids: readonly string[]): Promise<boolean[]> =>
    outside(() => coordinatorsOfOrganisations(doors.signIn.em.fork() as EntityManager, ids));
  return readAs(doors, request, viewer, permission, async em => {
    if (name === 'answer-form') return answerForm(em, await findSurveyRound({ em }, key), viewer.organisationId, language);
    return exportTable(
      await TABLES[name]!({ em, coordinated, viewer, key, language, address, query }),
      format,
      query['encoding'] === 'cp932' ? 'cp932' : 'utf-8',
    );
  });
}
