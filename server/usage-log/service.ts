import { ref } from '@mikro-orm/core';
import { type Context, signedIn } from '../context.ts';
import { checkCursor, checkPageSize, notACursor, type Page, readPage } from '../database/page.ts';
import { InvalidInputError } from '../errors.ts';
import { Feature } from '../feature/entity.ts';
import { findInformationSystem } from '../information-system/service.ts';
import { blankToNull, inVersion, limitedText, requireOwn } from '../validation.ts';
import { UsageLogImport, UsageLogKey } from './entity.ts';
import type { MapUsageLogKeyInput } from './input.ts';
import { keyIds } from './query.ts';
import type { UsageLogKeyState } from './type.ts';

/** Imports into a system, latest first. */
export async function usageLogImports(
  context: Context,
  systemId: string,
  first: number,
  after: string | null,
): Promise<Page<UsageLogImport>> {
  const system = await findInformationSystem(context, systemId);
  return readPage(context.em, UsageLogImport, { where: { system }, orderBy: { importedAt: 'desc', id: 'desc' }, first, after });
}

/**
 * Keys of a system, unmapped ones first and those with the most uses before others.
 *
 * @throws InvalidInputError on `after` when it is none of the list
 */
export async function usageLogKeys(
  context: Context,
  systemId: string,
  state: UsageLogKeyState | null,
  first: number,
  after: string | null,
): Promise<Page<UsageLogKey>> {
  const { em } = context;
  checkPageSize(first);
  checkCursor(after);
  const system = await findInformationSystem(context, systemId);
  const found = await keyIds(em, system.id, state, first + 1, after ?? null);
  if (!found) throw notACursor();
  const ids = found.ids.slice(0, first);
  const keys = new Map((await em.find(UsageLogKey, { id: { $in: ids } })).map(key => [key.id, key]));
  return { items: ids.map(id => keys.get(id)!), nextCursor: found.ids.length > first ? ids.at(-1)! : null, totalCount: found.totalCount };
}

/**
 * Says once and for all what a key of an own system stands for: a feature, or none with a reason. With neither, what somebody
 * said before is taken back, and a key that equals a feature code stands for that feature again.
 *
 * @throws InvalidInputError on `featureId` when the system has no such feature, or a reason is given besides
 * @throws ConflictError when somebody was faster
 */
export async function mapUsageLogKey(context: Context, input: MapUsageLogKeyInput): Promise<UsageLogKey> {
  const { em } = context;
  const viewer = signedIn(context);
  const key = inVersion('UsageLogKey', input.keyId, await em.findOne(UsageLogKey, input.keyId), input.version);
  requireOwn(viewer, key, 'mapUsageLogKey');
  const ignoredReason = limitedText('ignoredReason', blankToNull(input.ignoredReason), 500);
  if (input.featureId && ignoredReason)
    throw new InvalidInputError('ignoredReason', {
      ja: '機能に対応付けるときは、対象外の理由を空にしてください。',
      en: 'Leave the reason out when the key stands for a feature.',
    });
  const said = Boolean(input.featureId) || ignoredReason !== null;
  const feature = input.featureId
    ? await em.findOne(Feature, { id: input.featureId, system: key.system })
    : said
      ? null
      : await em.findOne(Feature, { system: key.system, code: key.key });
  if (input.featureId && !feature)
    throw new InvalidInputError('featureId', { ja: 'この情報システムの機能を選んでください。', en: 'Choose a feature of this system.' });
  em.assign(key, {
    feature: feature && ref(feature),
    ignoredReason,
    mappedByName: said ? viewer.name : null,
    mappedAt: said ? new Date() : null,
  });
  await em.flush();
  return key;
}
