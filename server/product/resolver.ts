import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type Context, signedIn } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { CalendarDate, today } from '../scalars.ts';
import { LifeCycleSnapshot, Product, ProductMapping } from './entity.ts';
import { MapProductInput } from './input.ts';
import { cycleOf, mappingsOfContracts, snapshotInForce, supportEndsOfContracts } from './loader.ts';
import { foldName } from './name.ts';
import { supportEndPage } from './query.ts';
import { findProduct, mapProduct } from './service.ts';
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

  @FieldResolver(() => [ProductCycle], { description: 'In the order of the source, which is the latest first.' })
  cycles(@Root() product: Product): ProductCycle[] {
    return product.cycles.map(cycleOf);
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

  @Mutation(() => ProductMapping, { description: 'Says which product a name in the ledger of the viewer’s organisation is.' })
  mapProduct(@Arg('input', () => MapProductInput) input: MapProductInput, @Ctx() context: Context): Promise<ProductMapping> {
    return mapProduct(context, input);
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
