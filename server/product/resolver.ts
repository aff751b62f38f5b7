import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { CalendarDate, today } from '../scalars.ts';
import { LifeCycleSnapshot, Product, ProductMapping } from './entity.ts';
import { MapProductsInput } from './input.ts';
import { ledgerProducts } from './ledger.ts';
import { LedgerProductPage, LedgerProductStanding } from './ledger-type.ts';
import { mayImport } from './import.ts';
import { cycleOf, mappingsOfContracts, snapshotInForce, supportEndsOfContracts } from './loader.ts';
import { foldName } from './name.ts';
import { supportEndPage } from './query.ts';
import { findProduct, mapProducts } from './service.ts';
import { ProductCycle, SystemSupportEnd, VendorSupportEnd } from './type.ts';

const ProductPage = pageType(() => Product, 'ProductPage');
const SystemSupportEndPage = pageType(() => SystemSupportEnd, 'SystemSupportEndPage');

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => ProductPage, { description: 'Products of the snapshot in force, by title.' })
  products(
    @Arg('search', () => String, { nullable: true, description: 'Part of a title, another name or an identifier.' }) search: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() { em }: Context,
  ): Promise<Page<Product>> {
    const pattern = holding(search);
    const sought = foldName(search ?? '').replaceAll(/[%_\\]/g, '\\$&');
    const where = pattern
      ? {
          $or: [{ title: { $ilike: pattern } }, { slug: { $like: `%${sought}%` } }, { names: { $contains: [foldName(search!)] } }],
        }
      : {};
    return readPage(em, Product, { where, orderBy: { title: 'asc', id: 'asc' }, first, after });
  }

  @Query(() => Product)
  product(@Arg('slug', () => String) slug: string, @Ctx() context: Context): Promise<Product> {
    return findProduct(context, slug);
  }

  @Query(() => LifeCycleSnapshot, { nullable: true, description: 'The snapshot in force; null until one was brought in.' })
  lifeCycleSnapshot(@Ctx() { em }: Context): Promise<LifeCycleSnapshot | null> {
    return snapshotInForce(em);
  }

  @Query(() => Boolean, { description: 'Whether the viewer may bring in a snapshot: whoever operates the portal may.' })
  mayImportLifeCycles(@Ctx() context: Context): Promise<boolean> {
    return mayImport(context);
  }

  @FieldResolver(() => [ProductCycle], { description: 'In the order of the source, which is the latest first.' })
  cycles(@Root() product: Product): ProductCycle[] {
    return product.cycles.map(cycleOf);
  }
}

@Resolver(() => LifeCycleSnapshot)
export class LifeCycleSnapshotResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Who brought it in (取込みをした人), for colleagues of that person; null to others, or where nobody kept it.',
  })
  importedByName(@Root() snapshot: LifeCycleSnapshot, @Ctx() context: Context): string | null {
    return snapshot.tenantId === signedIn(context).organisationId ? (snapshot.importedByName ?? null) : null;
  }
}

/** The end of the vendor's support as a field of the contract, whose own room knows no life cycles. */
@Resolver(() => Contract)
export class ContractSupportEndResolver {
  @Query(() => SystemSupportEndPage, {
    description:
      'Systems by how far the support of their software reaches: ended first, then unknown, then what ends soonest, last what has no announced end.',
  })
  supportEnds(
    @Arg('asOf', () => CalendarDate, { nullable: true, description: 'Null for today.' }) asOf: string | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<Page<SystemSupportEnd>> {
    return supportEndPage(context.em, signedIn(context).organisationId, asOf ?? today(), first, after);
  }

  @Query(() => LedgerProductPage, {
    description:
      'Products and versions that the ledger of the viewer’s organisation names: unknown first, then past support, then what no list has, then what ends soonest.',
  })
  ledgerProducts(
    @Arg('search', () => String, { nullable: true, description: 'Part of a name, version or identifier.' }) search: string | null,
    @Arg('standing', () => LedgerProductStanding, { nullable: true }) standing: LedgerProductStanding | null,
    @Arg('first', () => Int, { defaultValue: PAGE_SIZE }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: Context,
  ): Promise<LedgerProductPage> {
    return ledgerProducts(context.em, signedIn(context).organisationId, today(), { search, standing, first, after });
  }

  @Mutation(() => [ProductMapping], { description: 'Says which product names in the ledger of the viewer’s organisation are.' })
  mapProducts(@Arg('input', () => MapProductsInput) input: MapProductsInput, @Ctx() context: Context): Promise<ProductMapping[]> {
    return mapProducts(context, input);
  }

  @FieldResolver(() => VendorSupportEnd)
  async vendorSupportEnd(@Root() contract: Contract, @Ctx() context: Context): Promise<VendorSupportEnd> {
    const end = await load(context, supportEndsOfContracts, contract.id);
    // Which versions another ministry runs invites attacks (F-087).
    return contract.tenantId === signedIn(context).organisationId ? end : { ...end, product: null, cycle: null };
  }

  @FieldResolver(() => ProductMapping, { nullable: true, description: 'What a person said of products of this name; null when nothing.' })
  productMapping(@Root() contract: Contract, @Ctx() context: Context): Promise<ProductMapping | null> {
    return load(context, mappingsOfContracts, contract.id);
  }
}
