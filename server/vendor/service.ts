import type { EntityManager } from '@mikro-orm/postgresql';
import { corporateNumber } from '../organisation/corporate-number.ts';
import { normaliseHeading } from '../spreadsheet/normalise-text.ts';
import { Vendor } from './entity.ts';

/** How a name is compared: neither width, white space and case, nor how 株式会社 is abbreviated, make another supplier. */
const vendorKey = (name: string): string => normaliseHeading(name).replaceAll('(株)', '株式会社').replaceAll('(有)', '有限会社');

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
