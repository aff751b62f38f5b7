import { createHash } from 'node:crypto';
import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringImport, MonitoringImportLine } from './entity.ts';
import type { FileLine, MonitoringFile } from './line.ts';
import { identityOf, type LineMatch, matchLines } from './match.ts';
import { ImportLineState } from './terms.ts';

/**
 * Keeps a file of monitoring items for an own system and a tool, each line with what is known of it. The same file again is the
 * import that is there, and changes nothing.
 *
 * @throws ForbiddenError for a system of another organisation
 * @throws NotFoundError when the own organisation has no such tool
 */
export async function startMonitoringImport(
  context: Pick<Context, 'em' | 'viewer'>,
  { systemId, toolId, fileName }: { systemId: string; toolId: string; fileName: string },
  file: MonitoringFile,
): Promise<{ import: MonitoringImport; isNew: boolean }> {
  const { em } = context;
  const viewer = signedIn(context);
  const system = await findOwnSystem(context, systemId, 'importMonitoring');
  const tool = await em.findOne(MonitoringTool, { id: toolId, tenantId: viewer.organisationId });
  if (!tool) throw new NotFoundError('MonitoringTool', toolId);
  const digest = createHash('sha256').update(JSON.stringify(file)).digest('base64');
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`monitoring import ${system.id}`]);
  const there = await em.findOne(MonitoringImport, { system, tool, digest });
  if (there) return { import: there, isNew: false };
  const matches = await matchLines(em, system, file.lines);
  const leftOut = await leftOutBefore(em, system, tool);
  const made = em.create(MonitoringImport, {
    system: ref(system),
    tool: ref(tool),
    fileName,
    format: file.format,
    formatVersion: file.version,
    digest,
    passedOver: file.passedOver,
    importedByName: viewer.name,
  });
  await em.flush();
  const rows = file.lines.map((line, index) => {
    const match = matches[index]!;
    const isOpen = match.state === ImportLineState.SUGGESTED || match.state === ImportLineState.UNMAPPED;
    // What was left out of an earlier file of this tool is not asked again.
    const decided = (isOpen ? leftOut.get(nameOf(line)) : null) ?? {
      state: match.state,
      reason: null,
      decidedByName: null,
      decidedAt: null,
    };
    return { import: made.id, position: index + 1, ...line, ...columnsOf(match), ...decided };
  });
  for (let start = 0; start < rows.length; start += ROWS_AT_A_TIME)
    await em.insertMany(MonitoringImportLine, rows.slice(start, start + ROWS_AT_A_TIME));
  return { import: made, isNew: true };
}

/** How many lines one statement writes. */
const ROWS_AT_A_TIME = 500;

/** What is known of a line, as its columns. */
export const columnsOf = ({ itemId, suggestedItemId, ...match }: LineMatch) => ({ ...match, item: itemId, suggestedItem: suggestedItemId });

type Decided = Pick<MonitoringImportLine, 'state' | 'reason' | 'decidedByName' | 'decidedAt'>;

/** What people have left out of files of a tool for a system, by name. */
async function leftOutBefore(em: EntityManager, system: InformationSystem, tool: MonitoringTool): Promise<Map<string, Decided>> {
  const where = { import: { system, tool }, state: ImportLineState.LEFT_OUT, reason: { $ne: null } };
  const lines = await em.find(MonitoringImportLine, where, { orderBy: { decidedAt: 'asc' } });
  return new Map(lines.map(line => [nameOf(line), decidedOf(line)]));
}

const decidedOf = ({ state, reason, decidedByName, decidedAt }: Decided): Decided => ({ state, reason, decidedByName, decidedAt });

const nameOf = (line: Pick<FileLine, 'kind' | 'label' | 'key'>): string => `${line.kind} ${identityOf(line).folded}`;
