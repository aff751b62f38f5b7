import { type Context, signedIn } from '../context.ts';
import { type Page, readPage } from '../database/page.ts';
import { NotFoundError } from '../errors.ts';
import { findInformationSystem } from '../information-system/service.ts';
import { inVersion, requireOwn } from '../validation.ts';
import { MonitoringImport, MonitoringImportLine } from './entity.ts';
import type { ImportLineState } from './terms.ts';

/** @throws NotFoundError when the viewer sees no such import */
export async function findMonitoringImport({ em }: Pick<Context, 'em'>, id: string): Promise<MonitoringImport> {
  const found = await em.findOne(MonitoringImport, id);
  if (!found) throw new NotFoundError('MonitoringImport', id);
  return found;
}

/**
 * The import as the caller last saw it, where it is one of the viewer's organisation.
 *
 * @throws ForbiddenError on one of another organisation
 * @throws ConflictError when somebody was faster
 */
export async function ownImport(
  context: Pick<Context, 'em' | 'viewer'>,
  { monitoringImportId: id, version }: { monitoringImportId: string; version: number },
  act: string,
): Promise<MonitoringImport> {
  const found = inVersion('MonitoringImport', id, await context.em.findOne(MonitoringImport, id), version);
  requireOwn(signedIn(context), found, act);
  return found;
}

/** Imports for a system, latest first. */
export async function monitoringImports(
  context: Context,
  systemId: string,
  first: number,
  after: string | null,
): Promise<Page<MonitoringImport>> {
  const system = await findInformationSystem(context, systemId);
  return readPage(context.em, MonitoringImport, { where: { system }, orderBy: { importedAt: 'desc', id: 'desc' }, first, after });
}

/** Lines of an import in the order of the file. */
export function linesOfImport(
  { em }: Context,
  found: MonitoringImport,
  {
    state,
    monitoringItemId: item,
    first,
    after,
  }: { state: ImportLineState | null; monitoringItemId: string | null; first: number; after: string | null },
): Promise<Page<MonitoringImportLine>> {
  const where = { import: found, ...(state && { state }), ...(item && { item }) };
  return readPage(em, MonitoringImportLine, { where, orderBy: { position: 'asc', id: 'asc' }, first, after });
}
