import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { contractCountsOfVendors } from '../contract/loader.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { inVersion, requireOwn } from '../validation.ts';
import { Vendor } from '../vendor/entity.ts';
import { sameName, vendorsOf } from '../vendor/service.ts';
import { VendorMerge } from './entity.ts';
import type { MergeVendorsInput, UndoVendorMergeInput } from './input.ts';
import { likelySame } from './likeness.ts';
import type { VendorDuplicates, VendorMergePreview } from './type.ts';

/** More at once than anybody looks through. */
const MOST_AT_ONCE = 20;
const PREVIEWED = 100;

/** Suppliers of the viewer's organisation that are probably the same one, the largest groups of contracts first. */
export async function vendorDuplicates(context: Context): Promise<VendorDuplicates> {
  const vendors = await vendorsOf(context);
  const counts = await contractCountsOfVendors(
    context.em,
    vendors.map(({ id }) => id),
  );
  const countOf = new Map(vendors.map(({ id }, place) => [id, counts[place]!]));
  const most = (group: readonly Vendor[]): number => group.reduce((sum, { id }) => sum + countOf.get(id)!, 0);
  const groups = likelySame(vendors)
    .toSorted((one, other) => most(other) - most(one))
    .map(group => ({ vendors: group.toSorted((one, other) => countOf.get(other.id)! - countOf.get(one.id)!) }));
  return { groups: groups.slice(0, MOST_AT_ONCE), totalCount: groups.length };
}

/**
 * What a merge would do.
 *
 * @throws NotFoundError when the viewer's organisation has no such supplier
 * @throws InvalidInputError as `mergeVendors` does
 */
export async function vendorMergePreview(context: Context, keptId: string, mergedIds: readonly string[]): Promise<VendorMergePreview> {
  const { em } = context;
  const kept = await ownVendor(context, keptId);
  const merged: Vendor[] = [];
  for (const id of wanted(keptId, mergedIds)) merged.push(await ownVendor(context, id));
  const moved = await em.find(Contract, { vendor: { $in: merged } }, { orderBy: { number: 'asc', id: 'asc' } });
  return {
    kept,
    corporateNumber: numberAfter(kept, merged),
    otherNames: namesAfter(kept, merged),
    movedCount: moved.length,
    moved: moved.slice(0, PREVIEWED),
  };
}

/**
 * Makes one supplier of several: their contracts become its contracts, and their names other names of it, under which imports find it.
 * What was merged already changes nothing.
 *
 * @throws NotFoundError when the viewer's organisation has no such supplier
 * @throws InvalidInputError on `merged` when nothing is to be merged, too much at once, or suppliers have different corporate numbers
 * @throws ConflictError when somebody changed one of them in the meantime
 */
export async function mergeVendors(context: Context, input: MergeVendorsInput): Promise<Vendor> {
  const { em } = context;
  const viewer = signedIn(context);
  const kept = await ownVendor(context, input.keptId);
  const ids = wanted(
    kept.id,
    input.merged.map(({ vendorId }) => vendorId),
  );
  const done = await em.find(VendorMerge, { kept, mergedVendorId: { $in: ids }, undoneAt: null });
  if (done.length === ids.length) return kept;
  inVersion('Vendor', kept.id, kept, input.version);
  const merged: Vendor[] = [];
  for (const { vendorId, version } of input.merged) merged.push(inVersion('Vendor', vendorId, await ownVendor(context, vendorId), version));
  const corporateNumber = numberAfter(kept, merged);
  const otherNames = namesAfter(kept, merged);
  for (const vendor of merged) {
    const contracts = await em.find(Contract, { vendor }, { orderBy: { number: 'asc' } });
    for (const contract of contracts) contract.vendor = ref(kept);
    em.create(VendorMerge, {
      kept: ref(kept),
      mergedVendorId: vendor.id,
      name: vendor.name,
      corporateNumber: vendor.corporateNumber ?? null,
      otherNames: vendor.otherNames,
      contractIds: contracts.map(({ id }) => id),
      mergedByName: viewer.name,
    });
    for (const earlier of await em.find(VendorMerge, { kept: vendor })) earlier.kept = ref(kept);
  }
  await em.flush();
  // The number is free for the one that stays once the other one is gone.
  for (const vendor of merged) em.remove(vendor);
  await em.flush();
  em.assign(kept, { corporateNumber, otherNames });
  await em.flush();
  return kept;
}

/**
 * Takes a merge back: the supplier is there again under its name, with the contracts that it had and that still are the other one's.
 *
 * @throws NotFoundError when the viewer's organisation has no such merge
 * @throws ConflictError when it was taken back already, or somebody changed it in the meantime
 */
export async function undoVendorMerge(context: Context, { vendorMergeId, version }: UndoVendorMergeInput): Promise<Vendor> {
  const { em } = context;
  const viewer = signedIn(context);
  const merge = inVersion('VendorMerge', vendorMergeId, await em.findOne(VendorMerge, vendorMergeId), version);
  requireOwn(viewer, merge, 'undoVendorMerge');
  if (merge.undoneAt)
    throw new ConflictError('VendorMerge', merge.id, merge.version, {
      ja: 'この名寄せは既に取り消されています。一覧を読み直してください。',
      en: 'This merge was taken back already. Read the list again.',
    });
  const kept = await ownVendor(context, merge.kept.id);
  const names = [merge.name, ...merge.otherNames];
  em.assign(kept, {
    otherNames: kept.otherNames.filter(name => !names.some(other => sameName(name, other))),
    ...(merge.corporateNumber && merge.corporateNumber === kept.corporateNumber && { corporateNumber: null }),
  });
  await em.flush();
  const back = em.create(Vendor, {
    name: merge.name,
    otherNames: await unclaimed(context, merge.otherNames),
    corporateNumber: await freeNumber(em, viewer.organisationId, merge.corporateNumber ?? null),
  });
  for (const contract of await em.find(Contract, { id: { $in: merge.contractIds }, vendor: kept })) contract.vendor = ref(back);
  // What had been merged into it before belongs to it again.
  const before = await em.find(VendorMerge, { kept, undoneAt: null, mergedAt: { $lt: merge.mergedAt }, name: { $in: merge.otherNames } });
  for (const earlier of before) earlier.kept = ref(back);
  em.assign(merge, { undoneAt: new Date(), undoneByName: viewer.name });
  await em.flush();
  return back;
}

async function ownVendor(context: Context, id: string): Promise<Vendor> {
  const vendor = await context.em.findOne(Vendor, { id, tenantId: signedIn(context).organisationId });
  if (!vendor) throw new NotFoundError('Vendor', id);
  return vendor;
}

function wanted(keptId: string, mergedIds: readonly string[]): string[] {
  const ids = [...new Set(mergedIds)];
  if (!ids.length || ids.length > MOST_AT_ONCE || ids.length < mergedIds.length || ids.includes(keptId))
    throw new InvalidInputError('merged', {
      ja: `まとめる事業者を、残す事業者のほかに1から${MOST_AT_ONCE}まで、1回ずつ選んでください。`,
      en: `Choose from 1 to ${MOST_AT_ONCE} suppliers besides the one that stays, each once.`,
    });
  return ids;
}

/** The number that all of them have, as far as any is known. */
function numberAfter(kept: Vendor, merged: readonly Vendor[]): string | null {
  const numbered = [kept, ...merged].filter(({ corporateNumber }) => corporateNumber);
  const numbers = [...new Set(numbered.map(({ corporateNumber }) => corporateNumber!))];
  if (numbers.length < 2) return numbers[0] ?? null;
  const listed = numbered.map(({ name, corporateNumber }) => `${name}（${corporateNumber}）`);
  throw new InvalidInputError('merged', {
    ja: `法人番号の違う事業者は別の会社のため、まとめられません：${listed.join('、')}。法人番号が誤りのときは、先に直してからまとめてください。`,
    en: `Suppliers of different corporate numbers are different companies and stay apart: ${listed.join(', ')}. If a number is wrong, correct it first.`,
  });
}

function namesAfter(kept: Vendor, merged: readonly Vendor[]): string[] {
  const names = [...kept.otherNames];
  for (const name of merged.flatMap(vendor => [vendor.name, ...vendor.otherNames]))
    if (![kept.name, ...names].some(one => sameName(one, name))) names.push(name);
  return names;
}

/** Of these names those that no supplier has now. */
async function unclaimed(context: Context, names: readonly string[]): Promise<string[]> {
  const taken = (await vendorsOf(context)).flatMap(({ name, otherNames }) => [name, ...otherNames]);
  return names.filter(name => !taken.some(one => sameName(one, name)));
}

async function freeNumber(em: EntityManager, tenantId: string, corporateNumber: string | null): Promise<string | null> {
  return corporateNumber && (await em.count(Vendor, { tenantId, corporateNumber })) ? null : corporateNumber;
}
