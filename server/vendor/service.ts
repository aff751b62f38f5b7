import { type FilterQuery, raw } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { type Page, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { InvalidInputError } from '../errors.ts';
import { corporateNumber } from '../organisation/corporate-number.ts';
import { normaliseHeading } from '../spreadsheet/normalise-text.ts';
import { UUID } from '../uuid.ts';
import { blankToNull, inVersion, requiredText, requireOwn } from '../validation.ts';
import { Vendor } from './entity.ts';
import type { UpdateVendorInput } from './input.ts';

/** How a name is compared: neither width, white space and case, nor how 株式会社 is abbreviated, make another supplier. */
const vendorKey = (name: string): string => normaliseHeading(name).replaceAll('(株)', '株式会社').replaceAll('(有)', '有限会社');

/** Whether an import takes two names for one. */
export const sameName = (one: string, other: string): boolean => vendorKey(one) === vendorKey(other);

/** Every supplier of the viewer's organisation, by name. */
export function vendorsOf({ em, viewer }: Context): Promise<Vendor[]> {
  return em.find(Vendor, { tenantId: signedIn({ viewer }).organisationId }, { orderBy: { name: 'asc', id: 'asc' } });
}

/** The same in pages, those with a text in a name or in the number, or those of some ids. */
export function vendorPage(
  { em, viewer }: Context,
  { search, ids }: { search: string | null; ids: readonly string[] | null },
  first: number,
  after: string | null,
): Promise<Page<Vendor>> {
  const pattern = holding(search);
  const found = raw(
    alias => `concat_ws(E'\\n', ${alias}.name, array_to_string(${alias}.other_names, E'\\n'), ${alias}.corporate_number) ilike ?`,
    [pattern],
  );
  const where: FilterQuery<Vendor> = {
    tenantId: signedIn({ viewer }).organisationId,
    ...(ids && { id: { $in: ids.filter(id => UUID.test(id)) } }),
    ...(pattern && { [found]: true }),
  };
  return readPage(em, Vendor, { where, orderBy: { name: 'asc', id: 'asc' }, first, after });
}

/**
 * Changes name and number of a supplier. The former name stays as another one, so that ledgers that have it are understood.
 *
 * @throws InvalidInputError on `name` when it is blank or another supplier has it, on `corporateNumber` when it is none or another one's
 * @throws ConflictError when somebody changed it in the meantime
 */
export async function updateVendor(context: Context, input: UpdateVendorInput): Promise<Vendor> {
  const { em } = context;
  const vendor = inVersion('Vendor', input.vendorId, await em.findOne(Vendor, input.vendorId), input.version);
  requireOwn(signedIn(context), vendor, 'updateVendor');
  const name = requiredText('name', input.name);
  const given = blankToNull(input.corporateNumber);
  const number = given && corporateNumber(given);
  for (const other of await vendorsOf(context)) {
    if (other === vendor) continue;
    if (number && other.corporateNumber === number) throw taken('corporateNumber', other);
    // Two companies may have one name; only their numbers tell them apart.
    const apart = number && other.corporateNumber;
    if (!apart && [other.name, ...other.otherNames].some(one => sameName(one, name))) throw taken('name', other);
  }
  const otherNames = [...vendor.otherNames, vendor.name].filter(one => !sameName(one, name));
  em.assign(vendor, { name, corporateNumber: number, otherNames: [...new Set(otherNames)] });
  await em.flush();
  return vendor;
}

function taken(field: 'name' | 'corporateNumber', { name }: Vendor): InvalidInputError {
  const what = { name: { ja: '名前', en: 'name' }, corporateNumber: { ja: '法人番号', en: 'corporate number' } }[field];
  return new InvalidInputError(field, {
    ja: `この${what.ja}は事業者「${name}」のものです。同じ会社のときは、名寄せで1つにまとめてください。`,
    en: `The supplier “${name}” has this ${what.en}. If it is the same company, merge the two.`,
  });
}

/** The suppliers of an organisation, to find or add those that a contract names. */
export class VendorBook {
  private readonly em: EntityManager;
  private readonly vendors: Vendor[];
  private readonly byKey = new Map<string, Vendor[]>();

  private constructor(em: EntityManager, vendors: Vendor[]) {
    this.em = em;
    this.vendors = vendors;
    for (const vendor of vendors) for (const name of [vendor.name, ...vendor.otherNames]) this.know(name, vendor);
  }

  static async open(em: EntityManager, organisationId: string): Promise<VendorBook> {
    return new VendorBook(em, await em.find(Vendor, { tenantId: organisationId }, { orderBy: { name: 'asc', id: 'asc' } }));
  }

  /** The supplier that these words mean; null when it is not known yet. A number decides over a name. */
  find(name: string, number: string | null): Vendor | null {
    const sameNumber = number && this.vendors.find(vendor => vendor.corporateNumber === number);
    if (sameNumber) return sameNumber;
    const sameName = this.byKey.get(vendorKey(name)) ?? [];
    // Two companies may have one name; of another number it is another company.
    return sameName.find(vendor => !number || !vendor.corporateNumber) ?? null;
  }

  /**
   * The same, added where it is not known; a new name of a known number is kept as one of its names.
   *
   * @throws InvalidInputError on `corporateNumber` when it is none
   */
  take(name: string, number: string | null): Vendor {
    const checked = number ? corporateNumber(number) : null;
    const known = this.find(name, checked);
    if (!known) {
      const vendor = this.em.create(Vendor, { name, corporateNumber: checked });
      this.vendors.push(vendor);
      this.know(name, vendor);
      return vendor;
    }
    if (checked && !known.corporateNumber) known.corporateNumber = checked;
    if (![known.name, ...known.otherNames].some(one => vendorKey(one) === vendorKey(name))) {
      known.otherNames = [...known.otherNames, name];
      this.know(name, known);
    }
    return known;
  }

  private know(name: string, vendor: Vendor): void {
    const key = vendorKey(name);
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), vendor]);
  }
}
