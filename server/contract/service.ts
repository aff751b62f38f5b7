import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import type { Vendor } from '../vendor/entity.ts';
import { VendorBook } from '../vendor/service.ts';
import { contentOf } from './content.ts';
import { Contract, ContractSystem, ContractYear } from './entity.ts';
import type { CreateContractInput, UpdateContractInput } from './input.ts';
import { type YearContent, yearsOf } from './years.ts';

/** @throws NotFoundError when the viewer sees no such contract */
export async function findContract({ em }: Pick<Context, 'em'>, id: string): Promise<Contract> {
  const contract = await em.findOne(Contract, id);
  if (!contract) throw new NotFoundError('Contract', id);
  return contract;
}

/**
 * Adds a contract of the viewer's organisation.
 *
 * @throws InvalidInputError on a number that is taken, a system that the viewer does not see, or terms that do not fit together
 */
export async function createContract(context: Context, input: CreateContractInput): Promise<Contract> {
  const { em } = context;
  const content = contentOf(input);
  const years = yearsOf(input);
  const systems = await existingSystems(em, input.systemIds);
  const number = await freeNumber(context, input.number);
  const vendor = await vendorOf(context, input);
  const contract = em.create(Contract, { number, ...content, vendor: vendor && ref(vendor) });
  for (const year of years) em.create(ContractYear, { contract: ref(contract), ...year });
  systems.forEach((system, position) => em.create(ContractSystem, { contract: ref(contract), system: ref(system), position }));
  await em.flush();
  return contract;
}

/** Changes a contract of the viewer's organisation with its systems and fiscal years. */
export async function updateContract(context: Context, input: UpdateContractInput): Promise<Contract> {
  const { em } = context;
  const contract = inVersion('Contract', input.contractId, await em.findOne(Contract, input.contractId), input.version);
  requireOwn(signedIn(context), contract, 'updateContract');
  const content = contentOf(input);
  const years = yearsOf(input);
  const systems = await existingSystems(em, input.systemIds);
  const number = input.number.trim() === contract.number ? contract.number : await freeNumber(context, input.number);
  const vendor = await vendorOf(context, input);
  em.assign(contract, { number, ...content, vendor: vendor && ref(vendor) });
  await em.flush();
  const related = [await setYears(em, contract, years), await setSystems(em, contract, systems)].some(Boolean);
  if (related) await noteRelatedChange(em, [contract]);
  return contract;
}

/** Systems and fiscal years are part of a contract as people see it, so a late writer is told of a change of theirs. */
export async function noteRelatedChange(em: EntityManager, contracts: readonly Contract[]): Promise<void> {
  if (!contracts.length) return;
  await em.execute('update contract set version = version + 1 where id = any (?::uuid[])', [
    `{${contracts.map(({ id }) => id).join(',')}}`,
  ]);
  for (const contract of contracts) await em.refresh(contract);
}

/**
 * Replaces the systems of a contract where they are not the same. One that the viewer does not see was never offered for a choice: it stays,
 * in its place.
 */
export async function setSystems(em: EntityManager, contract: Contract, systems: readonly InformationSystem[]): Promise<boolean> {
  const all = await em.find(ContractSystem, { contract }, { orderBy: { position: 'asc' } });
  const seen = new Set((await em.find(InformationSystem, { id: { $in: all.map(({ system }) => system.id) } })).map(({ id }) => id));
  const present = all.filter(({ system }) => seen.has(system.id));
  const same = present.length === systems.length && present.every(({ system }, place) => system.id === systems[place]!.id);
  if (same) return false;
  for (const former of present) em.remove(former);
  await em.flush();
  const taken = new Set(all.filter(one => !present.includes(one)).map(({ position }) => position));
  const free = Array.from({ length: systems.length + taken.size }, (_, position) => position).filter(position => !taken.has(position));
  systems.forEach((system, place) => em.create(ContractSystem, { contract: ref(contract), system: ref(system), position: free[place]! }));
  await em.flush();
  return true;
}

/** Replaces the fiscal years of a contract where they are not the same. */
export async function setYears(em: EntityManager, contract: Contract, years: readonly YearContent[]): Promise<boolean> {
  const present = new Map((await em.find(ContractYear, { contract })).map(year => [year.fiscalYear, year]));
  let changed = false;
  for (const year of years) {
    const known = present.get(year.fiscalYear);
    present.delete(year.fiscalYear);
    changed ||= !known || Object.entries(year).some(([key, value]) => (known[key as keyof typeof year] ?? null) !== value);
    if (known) em.assign(known, year);
    else em.create(ContractYear, { contract: ref(contract), ...year });
  }
  for (const gone of present.values()) em.remove(gone);
  await em.flush();
  return changed || present.size > 0;
}

async function existingSystems(em: EntityManager, ids: readonly string[]): Promise<InformationSystem[]> {
  const wanted = [...new Set(ids)];
  const systems = new Map((await em.find(InformationSystem, { id: { $in: wanted } })).map(system => [system.id, system]));
  if (systems.size < wanted.length)
    throw new InvalidInputError('systemIds', {
      ja: '存在しないか、閲覧できない情報システムがあります。選び直してください。',
      en: 'One of the systems does not exist, or is not yours to see. Choose again.',
    });
  return wanted.map(id => systems.get(id)!);
}

async function freeNumber(context: Context, given: string): Promise<string> {
  const number = requiredText('number', given, 100);
  if (await context.em.count(Contract, { number, tenantId: signedIn(context).organisationId }))
    throw new InvalidInputError('number', {
      ja: 'この契約番号は既に登録されています。',
      en: 'Your organisation has a contract with this number already.',
    });
  return number;
}

async function vendorOf(context: Context, input: CreateContractInput): Promise<Vendor | null> {
  const name = limitedText('vendorName', blankToNull(input.vendorName), 200);
  const number = blankToNull(input.vendorCorporateNumber);
  if (!name && !number) return null;
  if (!name) throw new InvalidInputError('vendorName', { ja: '事業者名を入力してください。', en: 'Give the name of the supplier.' });
  const book = await VendorBook.open(context.em, signedIn(context).organisationId);
  try {
    return book.take(name, number);
  } catch (error) {
    // The number stands under another name in this form.
    if (error instanceof InvalidInputError) throw new InvalidInputError('vendorCorporateNumber', error.text);
    throw error;
  }
}
